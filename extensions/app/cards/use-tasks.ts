import { useEffect, useState } from 'react';
import type { AccountClient } from './account-client.ts';
import type { AccountCardData } from './card-data.ts';
import type { TaskStates } from './card-tasks.ts';

/**
 * How the tasks of the plays that run here stand, asked for once the account is read and whenever it was scored anew; `null` while
 * nobody knows. Nothing is asked where no play runs.
 */
export function useTasks({ loadTasks }: AccountClient, data: AccountCardData | null): TaskStates {
  const [states, setStates] = useState<TaskStates>(null);
  const wanted = findWanted(data);
  useEffect(() => {
    if (wanted === null) return undefined;
    let isOvertaken = false;
    const load = async (): Promise<void> => {
      const known = await loadTasks().catch(() => null);
      if (isOvertaken) return;
      setStates(
        known === null || known.unavailable !== null
          ? null
          : new Map(known.tasks.map(({ taskId, state }) => [taskId, state])),
      );
    };
    void load();
    return () => {
      isOvertaken = true;
    };
  }, [wanted, loadTasks]);
  return wanted === null ? null : states;
}

/** Another text, another question. */
function findWanted(data: AccountCardData | null): string | null {
  if (data === null || data.paused !== null) return null;
  const ids = data.running
    .filter(({ status }) => status === 'running')
    .flatMap(({ steps }) => steps.flatMap(({ taskId }) => taskId ?? []));
  return ids.length === 0 ? null : `${data.asOf} ${ids.join(' ')}`;
}
