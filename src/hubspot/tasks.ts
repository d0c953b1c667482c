import type { HubSpotClient } from './client.ts';

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
export function createTask(client: HubSpotClient, task: NewTask): Promise<string> {
  throw new Error(`not built yet (${client.portalId} ${task.marker})`);
}

/**
 * Id of the company's task that carries the marker, `null` where there is none. Goes through the company's
 * associations because search does not see a task created a moment ago.
 */
export function findTaskByMarker(client: HubSpotClient, companyId: string, marker: string): Promise<string | null> {
  throw new Error(`not built yet (${client.portalId} ${companyId} ${marker})`);
}
