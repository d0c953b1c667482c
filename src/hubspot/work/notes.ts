import type { HubSpotClient } from '../client/client.ts';
import { findByMarker, markBody } from './marker.ts';
import { createObject } from '../records/objects.ts';

/** HubSpot's association type from a note to a company (associations v4 reference). */
const NOTE_TO_COMPANY = 190;

export interface NewNote {
  /** Plain text. */
  body: string;
  /** Epoch ms: its place on the timeline. */
  at: number;
  companyId: string;
  /** Names this note among all: it ends the body, so that the note is found again. */
  marker: string;
}

/**
 * Creates a note on a company and returns its id. Not repeatable: look with `findNoteByMarker` before a second attempt.
 * @throws AmbiguousWriteError where it may have been created all the same
 */
export async function createNote(client: HubSpotClient, { body, at, companyId, marker }: NewNote): Promise<string> {
  const { id } = await createObject(client, 'notes', {
    properties: { hs_timestamp: new Date(at).toISOString(), hs_note_body: markBody(body, marker) },
    associations: [{ toId: companyId, category: 'HUBSPOT_DEFINED', typeId: NOTE_TO_COMPANY }],
  });
  return id;
}

/** Id of the company's note that carries the marker, `null` where there is none. */
export function findNoteByMarker(client: HubSpotClient, companyId: string, marker: string): Promise<string | null> {
  return findByMarker(client, { type: 'notes', bodyProperty: 'hs_note_body' }, companyId, marker);
}
