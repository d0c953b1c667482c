/** What `GET /api/settings/choices` answers with, and every change of a choice. */
export interface ChoicesData {
  outsideEdits: OutsideEdits;
  /** Whether, among users without a right, only a company's owner may act on its cards. */
  onlyOwnersAct: boolean;
  /** Whether a role that a rep confirms is added to the contact's buying role in HubSpot. */
  writeConfirmedRoles: boolean;
  /** Whether HubSpot's own target account and ideal customer profile tier follow the tier. */
  keepTargetAccounts: boolean;
  /** Those of the two that this account does not have, by their names in HubSpot. */
  unwritableTargets: string[];
  /** The company property that defines clusters; `null`: industry and size. */
  clusterBy: string | null;
  /** The contact property that holds a person's manager; `null`: none. */
  managerProperty: string | null;
  /** What is noted on the company record in HubSpot. */
  recordNotes: RecordNotes;
  /** What happened to notes in the last seven days. */
  notes: NotesReport;
  /** Our values that others overwrote. */
  overwritten: Overwritten;
  mappedProperties: MappedProperty[];
  /** Whether who looks may change any of it. */
  mayChange: boolean;
  /** Who may; `null` if unknown. */
  askWhom: string | null;
}

/** What `GET /api/settings/clusters` answers with: the clusters by what is chosen now. */
export interface ClustersData {
  count: number;
  /** Those with most accounts. */
  shown: { name: string; accounts: number; warm: number }[];
  /** Accounts of Tier 2 for which the value that defines clusters is unknown. */
  inNone: number;
}

export interface RecordNotes {
  tiers: boolean;
  surges: boolean;
  plays: boolean;
}

export interface NotesReport {
  written: number;
  waiting: number;
  /** Not written because more were due than the daily limit. */
  held: number;
  /** HubSpot rejected them, or their company was deleted. */
  failed: number;
  mostADay: number;
}

export type OutsideEdits = 'restore' | 'keep';

export interface Overwritten {
  /** Values currently overwritten by others. */
  standing: number;
  /** Values that were restored in the last 30 days. */
  restored: number;
  /** The latest first. */
  latest: OverwrittenValue[];
}

/** Times are ISO 8601, UTC. */
export interface OverwrittenValue {
  companyId: string;
  companyName: string;
  /** Label. */
  property: string;
  times: number;
  noticedAt: string;
  /** `null` while theirs stands. */
  restoredAt: string | null;
}

export type MappedUse =
  | 'tier'
  | 'intent'
  | 'topics'
  | 'fit'
  | 'technographic'
  | 'objective'
  | 'initiative'
  | 'competitor';

export interface MappedProperty {
  /** Internal name. */
  property: string;
  use: MappedUse;
  /** The tool that writes it. */
  source: string;
}

/** One of what `GET /api/settings/company-properties` answers with: those made in the portal first. */
export interface MappableProperty {
  name: string;
  label: string;
  /** HubSpot's type. */
  type: string;
  ofHubSpot: boolean;
  uses: MappedUse[];
}

/** One of what `GET /api/settings/contact-properties` answers with: what may hold a person's manager. */
export interface ContactProperty {
  name: string;
  label: string;
}

/** What `GET /api/settings/company-properties/sample` answers with. */
export interface PropertySample {
  /** Companies with a value. */
  filled: number;
  /** A few that differ, and what each is worth as intent: 0–100, `null` where it says nothing that is known. */
  values: { value: string; strength: number | null }[];
}
