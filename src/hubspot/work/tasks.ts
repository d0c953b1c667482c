import type { HubSpotClient } from '../client/client.ts';
import { findByMarker, markBody } from './marker.ts';
import { type NewAssociation, createObject } from '../records/objects.ts';

/** HubSpot's association types from a task (associations v4 reference). */
const TASK_TO_COMPANY = 192;
const TASK_TO_CONTACT = 204;

export interface NewTask {
  subject: string;
  /** HubSpot's `hs_task_type`: an email or a call is begun from the task itself (tasks reference: EMAIL, CALL, TODO). */
  type: 'EMAIL' | 'CALL' | 'TODO';
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
 * Creates a task with its associations and returns its id. Not repeatable: look with `findTaskByMarker` before a
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

/** Id of the company's task that carries the marker, `null` where there is none. */
export function findTaskByMarker(client: HubSpotClient, companyId: string, marker: string): Promise<string | null> {
  return findByMarker(client, { type: 'tasks', bodyProperty: 'hs_task_body' }, companyId, marker);
}

function toProperties(task: NewTask): Record<string, string> {
  return {
    hs_task_subject: task.subject,
    hs_task_body: markBody(task.body, task.marker),
    hs_task_type: task.type,
    hs_task_status: 'NOT_STARTED',
    hs_timestamp: new Date(task.dueAt).toISOString(),
    ...(task.ownerId !== null && { hubspot_owner_id: task.ownerId }),
  };
}

function toAssociation(toId: string, typeId: number): NewAssociation {
  return { toId, category: 'HUBSPOT_DEFINED', typeId };
}
