import type { CardTasks } from '../../../extensions/app/cards/card-tasks.ts';
import { readAccountTasks } from '../../sync/review/read-tasks.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';
import { getConnected } from '../require-right.ts';

/**
 * How the tasks of the plays that run at an account stand in HubSpot, and which other tasks of the company are overdue: two requests of it.
 * @throws NotConnectedError where the app is not installed
 */
export async function readCardTasks(context: HttpContext, portalId: number, companyId: string): Promise<CardTasks> {
  await getConnected(context, portalId);
  const { tasks, overdue, unavailable } = await readAccountTasks(context, portalId, companyId, context.now());
  return {
    tasks: tasks.map(({ taskId, state }) => ({ taskId, state })),
    overdue: overdue.map(({ title, dueAt }) => ({ title, dueAt: iso(dueAt) })),
    unavailable,
  };
}
