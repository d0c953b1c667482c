import { useEffect, useState } from 'react';
import { countDays } from 'roundtable-ui/formats.ts';
import type { AccountClient } from './account-client.ts';
import type { AccountCardData } from './card-data.ts';
import type { CardTasks, OverdueTask, TaskStates } from './card-tasks.ts';

/** What HubSpot says of an account's tasks. */
export interface Tasks {
  /** Of running plays. */
  states: TaskStates;
  /** Of no running play. */
  overdue: readonly OverdueTask[];
}

const NOT_KNOWN: Tasks = { states: null, overdue: [] };

/**
 * The tasks of the account, requested once it is loaded and whenever it was scored again: those of its running plays, and others that are overdue. Nothing is requested for an account that has no reason to have any: it is off the list, and no play runs.
 */
export function useTasks({ loadTasks }: AccountClient, data: AccountCardData | null): Tasks {
  const [tasks, setTasks] = useState(NOT_KNOWN);
  const wanted = findWanted(data);
  useEffect(() => {
    if (wanted === null) return undefined;
    let isOvertaken = false;
    const load = async (): Promise<void> => {
      const known = await loadTasks().catch(() => null);
      if (!isOvertaken) setTasks(known === null || known.unavailable !== null ? NOT_KNOWN : toTasks(known));
    };
    void load();
    return () => {
      isOvertaken = true;
    };
  }, [wanted, loadTasks]);
  return wanted === null ? NOT_KNOWN : tasks;
}

function toTasks({ tasks, overdue }: CardTasks): Tasks {
  return { states: new Map(tasks.map(({ taskId, state }) => [taskId, state])), overdue };
}

/** A different text means that the tasks are requested again. */
function findWanted(data: AccountCardData | null): string | null {
  if (data === null || data.paused !== null) return null;
  const ids = data.running
    .filter(({ status }) => status === 'running')
    .flatMap(({ steps }) => steps.flatMap(({ taskId }) => taskId ?? []));
  const isWanted = ids.length > 0 || data.state === 'on_list';
  return isWanted ? `${data.asOf} ${ids.join(' ')}` : null;
}

/** Those whose day is past by the portal's calendar. */
export function listOverdue(overdue: readonly OverdueTask[], now: number): OverdueTask[] {
  return overdue.filter(({ dueAt }) => countDays(now, Date.parse(dueAt)) < 0);
}
