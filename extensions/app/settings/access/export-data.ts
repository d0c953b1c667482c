/** What `POST /api/settings/export` answers with. */
export interface ExportLink {
  /** Valid for anyone who has it. */
  url: string;
  /** ISO 8601, UTC. */
  until: string;
}
