import type { HeldKey } from '../held-key.ts';

/** What `GET /api/settings/signal-sources` answers with, and every change of its keys. */
export interface SignalsData {
  /** The busiest first; one that a mapped property names and that sent nothing has zeros. */
  sources: SignalSource[];
  /** Activities of people sent by tools, by kind, the most frequent first; they count towards engagement. */
  people: SentKind[];
  /** Where signals are posted to. */
  endpoint: string;
  /** The oldest first; each is good until it is revoked. */
  keys: HeldKey[];
  mayChange: boolean;
  askWhom: string | null;
}

export interface SentKind {
  /** As `ad_click`. */
  type: string;
  /** Of what is kept. */
  activities: number;
  contacts: number;
  /** Of the last 30 days. */
  recent: number;
  /** ISO 8601, UTC */
  lastAt: string;
}

export interface SignalSource {
  source: string;
  /** Of what is kept: 400 days. */
  signals: number;
  companies: number;
  /** Of the last 30 days. */
  recent: number;
  /** The part of them from imported tables. */
  imported: number;
  /** ISO 8601, UTC; `null` if it sent nothing. */
  lastAt: string | null;
  /** What its strongest signal counts for in the intent, 0 to 1. */
  weight: number;
}

/** What `POST /api/settings/signals-table` answers with. */
export interface ImportSignalsAnswer {
  /** Signals that are in, of so many accounts. */
  signals: number;
  companies: number;
  /** Rows passed over, since HubSpot has no such company. */
  unknownRows: number;
  /** As the table names them: the first of so many. */
  unknownCompanies: string[];
  unknownTotal: number;
}

/** What `POST /api/settings/signals-key` answers with. */
export interface SignalKey {
  keyId: string;
  secret: string;
}
