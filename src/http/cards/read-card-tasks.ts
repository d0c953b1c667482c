import type { CardTasks } from '../../../extensions/app/cards/card-tasks.ts';
import { readAccountTasks } from '../../sync/review/read-tasks.ts';
import { listOwners, nameOwners } from '../../storage/mirror/owners.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';
import { getConnected } from '../require-right.ts';

/**
 * How the tasks of the plays that run at an account stand in HubSpot, and which other tasks of the company are
 * overdue and whose: two requests of it.
 * @throws NotConnectedError where the app is not installed
 */
export async function readCardTasks(context: HttpContext, portalId: number, companyId: string): Promise<CardTasks> {
  await getConnected(context, portalId);
  const { tasks, overdue, unavailable } = await readAccountTasks(context, portalId, companyId, context.now());
  const names = nameOwners(overdue.length === 0 ? [] : await listOwners(context.db.kysely, portalId));
  return {
    tasks: tasks.map(({ taskId, state }) => ({ taskId, state })),
    overdue: overdue.map(({ title, dueAt, ownerId }) => ({
      title,
      dueAt: iso(dueAt),
      owner: names.get(ownerId ?? '') ?? null,
    })),
    unavailable,
  };
}
