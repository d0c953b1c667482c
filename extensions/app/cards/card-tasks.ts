/**
 * How the tasks of an account's running plays stand in HubSpot: `GET /api/cards/account/tasks?companyId=…`. They are not mirrored,
 * so they are asked for beside the card.
 */
export interface CardTasks {
  /** `gone`: it was deleted there. */
  tasks: { taskId: string; state: 'open' | 'done' | 'gone' }[];
  /** Why HubSpot could not be asked. */
  unavailable: string | null;
}

/** By id; `null` if nobody knows (yet). */
export type TaskStates = ReadonlyMap<string, CardTasks['tasks'][number]['state']> | null;
