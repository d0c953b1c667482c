import type { CardTasks } from '../../../extensions/app/cards/card-tasks.ts';
import { readPlayTasks } from '../../sync/review/read-tasks.ts';
import type { HttpContext } from '../http-context.ts';
import { getConnected } from '../require-right.ts';

/**
 * How the tasks of the plays that run at an account stand in HubSpot: one request of it, and none where no play runs.
 * @throws NotConnectedError where the app is not installed
 */
export async function readCardTasks(context: HttpContext, portalId: number, companyId: string): Promise<CardTasks> {
  await getConnected(context, portalId);
  const now = context.now();
  const { tasks, unavailable } = await readPlayTasks(context, portalId, [companyId], { from: now, to: now });
  return { tasks: tasks.map(({ taskId, state }) => ({ taskId, state })), unavailable };
}
