/**
 * How the tasks of an account stand in HubSpot: `GET /api/cards/account/tasks?companyId=…`. They are not mirrored, so they are asked
 * for beside the card.
 */
export interface CardTasks {
  /** Of the plays that run. `gone`: it was deleted there. */
  tasks: { taskId: string; state: 'open' | 'done' | 'gone' }[];
  /** Tasks of the company that belong to no running play and are past their time, the latest due first. */
  overdue: OverdueTask[];
  /** Why HubSpot could not be asked. */
  unavailable: string | null;
}

export interface OverdueTask {
  title: string;
  dueAt: string;
  /** Whose it is; `null` if nobody's, or of somebody who is not known. */
  owner: string | null;
}

/** By id; `null` if nobody knows (yet). */
export type TaskStates = ReadonlyMap<string, CardTasks['tasks'][number]['state']> | null;
