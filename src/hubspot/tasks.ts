import { readAssociations } from './associations.ts';
import { chunk } from './chunk.ts';
import type { HubSpotClient } from './client.ts';
import { type NewAssociation, createObject } from './objects.ts';
import { readBatch } from './read-batch.ts';

/** HubSpot's association types from a task (associations v4 reference). */
const TASK_TO_COMPANY = 192;
const TASK_TO_CONTACT = 204;

export interface NewTask {
  subject: string;
  /** Plain text. */
  body: string;
  /** Epoch ms. */
  dueAt: number;
  ownerId: string | null;
  companyId: string;
  contactIds: readonly string[];
  /** Names this task among all, e.g. `rt-<run>-<step>`: it ends the body, so that the task is found again. */
  marker: string;
}

/**
 * Creates a to-do with its associations and returns its id. Not repeatable: look with `findTaskByMarker` before a
 * second attempt.
 * @throws AmbiguousWriteError where it may have been created all the same
 */
export async function createTask(client: HubSpotClient, task: NewTask): Promise<string> {
  const associations = [
    toAssociation(task.companyId, TASK_TO_COMPANY),
    ...task.contactIds.map((contactId) => toAssociation(contactId, TASK_TO_CONTACT)),
  ];
  const { id } = await createObject(client, 'tasks', { properties: toProperties(task), associations });
  return id;
}

/**
 * Id of the company's task that carries the marker, `null` where there is none. Goes through the company's
 * associations because search does not see a task created a moment ago; newest first, since what is looked for is new.
 */
export async function findTaskByMarker(
  client: HubSpotClient,
  companyId: string,
  marker: string,
): Promise<string | null> {
  const associations = await readAssociations(client, 'companies', 'tasks', [companyId]);
  const ids = (associations.get(companyId) ?? []).map(({ toId }) => toId).sort(newestFirst);
  for (const piece of chunk(ids, 100)) {
    const { found } = await readBatch(client, 'tasks', piece, { properties: ['hs_task_body'] });
    const task = found.find(({ properties }) => carriesMarker(properties['hs_task_body'], marker));
    if (task !== undefined) return task.id;
  }
  return null;
}

/** `hs_task_body` is HTML. */
function toProperties(task: NewTask): Record<string, string> {
  const lines = `${task.body}\n\n${markerText(task.marker)}`.split('\n');
  return {
    hs_task_subject: task.subject,
    hs_task_body: lines.map(escapeHtml).join('<br>'),
    hs_task_type: 'TODO',
    hs_task_status: 'NOT_STARTED',
    hs_timestamp: new Date(task.dueAt).toISOString(),
    ...(task.ownerId !== null && { hubspot_owner_id: task.ownerId }),
  };
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

function toAssociation(toId: string, typeId: number): NewAssociation {
  return { toId, category: 'HUBSPOT_DEFINED', typeId };
}

/** Ids are ever larger numbers. */
function newestFirst(one: string, other: string): number {
  return other.length - one.length || (other > one ? 1 : -1);
}
