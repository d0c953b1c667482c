/** HubSpot's URL of a record; `typeId` is HubSpot's id of its type, `0-2` for companies. */
export function recordPath(portalId: number, recordId: string, typeId = '0-2'): string {
  return `/contacts/${portalId}/record/${typeId}/${encodeURIComponent(recordId)}`;
}
