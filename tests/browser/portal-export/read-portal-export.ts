import { existsSync } from 'node:fs';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { importPortal } from '../../../src/sandbox/import/import-portal.ts';
import type { PortalData } from '../../../src/sandbox/portal-data.ts';

const FOLDER = '../shared/data/portal-export';
/** As the import writes a moment: ISO 8601 in UTC. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

export const hasPortalExport = existsSync(FOLDER);

/**
 * The portal of a thousand companies of `../shared`, moved in time by whole days so that its last activity is less than a day ago: the app
 * goes by the machine's clock here, and what is exported once would be all faded a year later.
 */
export async function readPortalExport(): Promise<PortalData> {
  const { data } = await importPortal(FOLDER);
  const ageMs = Date.now() - lastActivity(data);
  return moveInTime(data, Math.floor(ageMs / DAY_MS) * DAY_MS);
}

/** Epoch ms. */
function lastActivity({ objects: { meetings, calls, emails }, events }: PortalData): number {
  const moments = [
    ...[...meetings, ...calls, ...emails].map(({ properties }) => properties['hs_timestamp'] ?? ''),
    ...events.map(({ occurredAt }) => occurredAt),
  ];
  return moments.reduce((last, moment) => Math.max(last, Date.parse(moment) || 0), 0);
}

function moveInTime(data: PortalData, byMs: number): PortalData {
  const move = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && MOMENT.test(value) ? new Date(Date.parse(value) + byMs).toISOString() : value;
  return JSON.parse(JSON.stringify(data), move) as PortalData;
}
