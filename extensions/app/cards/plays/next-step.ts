import type { AccountCardData, CardPlay, CardPlayRun } from '../card-data.ts';
import { findDueStep, type DueStep } from './due-step.ts';

/** What is to be done next at an account. */
export type NextStep =
  | { kind: 'running'; run: CardPlayRun; step: DueStep }
  | { kind: 'starting'; run: CardPlayRun }
  | { kind: 'due'; play: CardPlay }
  | { kind: 'on_hold'; sentence: string }
  | { kind: 'none' };

/**
 * The step of a running play whose day comes next, else a play that is being started, else the play that is recommended
 * first, else that plays are on hold; the card of plays has the rest.
 */
export function findNextStep({ running, plays, playsRest }: AccountCardData, now: number): NextStep {
  const [soonest] = running
    .flatMap((run) => {
      const step = run.status === 'running' ? findDueStep(run, now) : null;
      return step === null ? [] : [{ kind: 'running' as const, run, step }];
    })
    .sort((a, b) => urgencyOf(a.step) - urgencyOf(b.step));
  const starting = running.find(({ status }) => status === 'starting');
  const [play] = plays;
  if (soonest !== undefined && !soonest.step.isPast) return soonest;
  if (starting !== undefined) return { kind: 'starting', run: starting };
  if (soonest !== undefined) return soonest;
  if (play !== undefined) return { kind: 'due', play };
  return playsRest === null ? { kind: 'none' } : { kind: 'on_hold', sentence: playsRest };
}

/** Less is sooner; what is past comes last. */
function urgencyOf({ dueAt, isPast }: DueStep): number {
  return isPast ? Infinity : Date.parse(dueAt);
}
