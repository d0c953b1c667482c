/** What `POST /api/settings/export` answers with. */
export interface ExportLink {
  /** Good for whoever holds it. */
  url: string;
  /** ISO 8601, UTC. */
  until: string;
}
