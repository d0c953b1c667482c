import type { AccountCardData, CardPlay, CardPlayRun } from '../card-data.ts';
import type { TaskStates } from '../card-tasks.ts';
import { findDueStep, isEachDone, type DueStep } from './due-step.ts';

/** What is to be done next at an account. */
export type NextStep =
  | { kind: 'running'; run: CardPlayRun; step: DueStep }
  | { kind: 'starting'; run: CardPlayRun }
  | { kind: 'due'; play: CardPlay }
  | { kind: 'on_hold'; sentence: string }
  /** No task of it is open; its aim is waited for. */
  | { kind: 'done'; run: CardPlayRun; isEachDone: boolean }
  | { kind: 'none' };

/**
 * The step of a running play that is to be done and due first, a late one before all others; else a play that is being started,
 * else the play that is recommended first, else that plays are on hold; the card of plays has the rest.
 */
export function findNextStep(
  { running, plays, playsRest }: AccountCardData,
  now: number,
  tasks: TaskStates = null,
): NextStep {
  const underWay = running
    .filter(({ status }) => status === 'running')
    .map((run) => ({ run, step: findDueStep(run, now, tasks) }));
  const [soonest] = underWay
    .flatMap(({ run, step }) => (step === null ? [] : [{ kind: 'running' as const, run, step }]))
    .sort((a, b) => urgencyOf(a.step) - urgencyOf(b.step));
  const starting = running.find(({ status }) => status === 'starting');
  const [play] = plays;
  if (soonest !== undefined && isToDo(soonest.step)) return soonest;
  if (starting !== undefined) return { kind: 'starting', run: starting };
  if (soonest !== undefined) return soonest;
  if (play !== undefined) return { kind: 'due', play };
  if (playsRest !== null) return { kind: 'on_hold', sentence: playsRest };
  const done = underWay.find(({ run }) => run.steps.length > 0);
  return done === undefined
    ? { kind: 'none' }
    : { kind: 'done', run: done.run, isEachDone: isEachDone(done.run, tasks) };
}

/** What is past may be done already, where nobody knows. */
function isToDo({ isPast, isOpen }: DueStep): boolean {
  return isOpen || !isPast;
}

/** Less is sooner; what may be done already comes last. */
function urgencyOf(step: DueStep): number {
  return isToDo(step) ? Date.parse(step.dueAt) : Infinity;
}
