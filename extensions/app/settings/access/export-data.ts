/** What `POST /api/settings/export` and `POST /api/settings/audit/export-link` answer with. */
export interface ExportLink {
  /** Valid for anyone who has it. */
  url: string;
  /** ISO 8601, UTC. */
  until: string;
}
