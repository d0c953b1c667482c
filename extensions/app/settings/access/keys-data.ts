/** What `GET /api/settings/keys` answers with, and every change of keys and people. */
export interface KeysData {
  /** HubSpot's owners, and anyone else who holds a right; by name. */
  people: Person[];
  /** Whether no two active users of HubSpot hold the two keys, so that nothing can be approved. */
  lacksApprovers: boolean;
  autoApply: AutoApply;
  mayChange: boolean;
  askWhom: string | null;
}

export type Right = 'marketing' | 'sales' | 'admin';

export interface Person extends Record<Right, boolean> {
  email: string;
  name: string;
  /** Installed the app: an admin regardless of other choices. */
  isInstaller: boolean;
  isYou: boolean;
  /** HubSpot knows them as an active user; who is not can approve nothing. */
  isActive: boolean;
}

/** Which changes of the target account list need no keys. */
export interface AutoApply {
  addTo: (1 | 2 | 3)[];
  moveTo: (1 | 2 | 3)[];
  remove: boolean;
}

/** The filter of the audit log; everything if both are empty. */
export interface AuditWanted {
  /** In the name or address of the actor, or in the name of the account, person or play concerned. */
  text: string;
  /** The action is one of these. */
  actions: readonly string[];
}

/** What `GET /api/settings/audit?before=&text=&actions=&alike=` answers with; newest first. */
export interface AuditData {
  entries: AuditRow[];
  /** The value of `before` for the next page, `null` on the last page. */
  next: string | null;
}

/** Records are given by name if it is known. */
export interface AuditLine {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  /** A user's address, `roundtable`, `workflow:<id>` … */
  actor: string;
  /** The name of a user known to HubSpot, with the address if two have that name; else `null`. */
  actorName: string | null;
  action: string;
  /** The subject, by name if known. */
  subject: string;
  details: AuditDetails;
}

/** A row of the log; of what was done at once to many accounts it has the newest entry, without its `reason`. */
export interface AuditRow extends AuditLine {
  /** How many entries it stands for, and what gives each of them as `alike`; `null` for one that stands for itself. */
  alike: { count: number; range: string } | null;
}

/** More details; `before` has the previous values under the same names. */
export type AuditDetails = Readonly<Record<string, unknown>>;
