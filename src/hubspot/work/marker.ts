import { listAssociatedIds } from '../records/associations.ts';
import { chunk } from '../records/chunk.ts';
import type { HubSpotClient } from '../client/client.ts';
import { readBatch } from '../records/read-batch.ts';

/* HubSpot gives a record no key by which a repeated create could be recognised: a marker at the end of its text is one. */

/** Plain text as the HTML of a task's or a note's body, ending with the marker. */
export function markBody(text: string, marker: string): string {
  return `${text}\n\n${markerText(marker)}`.split('\n').map(escapeHtml).join('<br>');
}

/**
 * Id of the company's record whose body carries the marker, `null` where there is none. Goes through the company's
 * associations because search does not see a record created a moment ago; newest first, since what is looked for is new.
 */
export async function findByMarker(
  client: HubSpotClient,
  { type, bodyProperty }: { type: 'tasks' | 'notes'; bodyProperty: string },
  companyId: string,
  marker: string,
): Promise<string | null> {
  const ids = await listAssociatedIds(client, 'companies', type, companyId);
  for (const piece of chunk(ids, 100)) {
    const { found } = await readBatch(client, type, piece, { properties: [bodyProperty] });
    const record = found.find(({ properties }) => carriesMarker(properties[bodyProperty], marker));
    if (record !== undefined) return record.id;
  }
  return null;
}

/** Brackets on both sides, so that `rt-1-1` is not found in `rt-1-12`. */
function markerText(marker: string): string {
  return `[${marker}]`;
}

function carriesMarker(body: string | null | undefined, marker: string): boolean {
  return body?.includes(escapeHtml(markerText(marker))) ?? false;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
