import type { CardPlayRun } from '../../../extensions/app/cards/card-data.ts';
import { tellDay } from '../../domain/told-values.ts';
import type { PlayDefinition } from '../../domain/plays/play-types.ts';
import type { PlayRun } from '../../storage/plays/play-runs.ts';
import { iso } from '../settings/iso.ts';

/** A run as a card shows it; of a play there is no more, the id stands for its name. */
export function toCardRun(run: PlayRun, plays: readonly PlayDefinition[]): CardPlayRun {
  const play = plays.find(({ id }) => id === run.playId);
  return {
    runId: run.runId,
    playId: run.playId,
    name: play?.name ?? run.playId,
    status: run.status,
    startedAt: iso(run.startedAt),
    finishedAt: iso(run.finishedAt),
    outcome: play?.outcome ?? null,
    problem: run.problem,
    steps: run.steps.map(({ title, dueAt, taskId }) => ({ title, dueAt: iso(dueAt), taskId })),
  };
}

/** What came of the plays that ended, as sentences. */
export function tellResults(runs: readonly CardPlayRun[]): string[] {
  return runs.flatMap(({ name, status, finishedAt }) => {
    if ((status !== 'completed' && status !== 'abandoned') || finishedAt === null) return [];
    const day = tellDay(Date.parse(finishedAt));
    return [`Play "${name}" ${status === 'completed' ? 'reached its aim' : 'ended without result'} on ${day}`];
  });
}
