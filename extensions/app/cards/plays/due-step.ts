import { countDays } from 'roundtable-ui/formats.ts';
import type { CardPlayRun } from '../card-data.ts';

/** A step of a run as its reader counts it. */
export interface DueStep {
  /** From 1. */
  number: number;
  title: string;
  dueAt: string;
  /** Its day is past. */
  isPast: boolean;
}

/**
 * The first step of a run that is due today (by the portal's calendar) or later, else its last one; `null` of a run without steps.
 * By date alone: whether a task is done stands in HubSpot.
 */
export function findDueStep({ steps }: CardPlayRun, now: number): DueStep | null {
  const upcoming = steps.findIndex(({ dueAt }) => countDays(now, Date.parse(dueAt)) >= 0);
  const step = steps.at(upcoming);
  if (step === undefined) return null;
  const isPast = upcoming === -1;
  return { number: isPast ? steps.length : upcoming + 1, title: step.title, dueAt: step.dueAt, isPast };
}
