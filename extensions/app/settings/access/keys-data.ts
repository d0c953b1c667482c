/** What `GET /api/settings/keys` answers with, and every change of keys and people. */
export interface KeysData {
  /** Users HubSpot knows as owners, and whoever else holds something; by name. */
  people: Person[];
  autoApply: AutoApply;
  mayChange: boolean;
  askWhom: string | null;
}

export type Right = 'marketing' | 'sales' | 'admin';

export interface Person extends Record<Right, boolean> {
  email: string;
  name: string;
  /** Installed the app: an admin whatever else is chosen. */
  isInstaller: boolean;
  isYou: boolean;
}

/** Which changes of the target account list need no keys. */
export interface AutoApply {
  addTo: (1 | 2 | 3)[];
  moveTo: (1 | 2 | 3)[];
  remove: boolean;
}

/** What of the audit log is looked for; all of it where both are empty. */
export interface AuditWanted {
  /** In the name or address of who did it, or in the name of the account, person or play that it is about. */
  text: string;
  /** What was done is one of these. */
  actions: readonly string[];
}

/** What `GET /api/settings/audit?before=&text=&actions=` answers with; newest first. */
export interface AuditData {
  entries: AuditLine[];
  /** Goes into `before`, `null` on the last page. */
  next: string | null;
}

/** What records are called is named, where it is known. */
export interface AuditLine {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  /** A user's address, `roundtable`, `workflow:<id>` … */
  actor: string;
  /** Of a user whom HubSpot knows, with the address where two have that name; else `null`. */
  actorName: string | null;
  action: string;
  /** What it is about, by name where one is known. */
  subject: string;
  details: AuditDetails;
}

/** What more is known of it; `before` holds under the same names what was there. */
export type AuditDetails = Readonly<Record<string, unknown>>;
