import { countDays } from 'roundtable-ui/formats.ts';
import type { CardPlayRun } from '../card-data.ts';
import type { TaskStates } from '../card-tasks.ts';

/** A step of a run as its reader counts it. */
export interface DueStep {
  /** From 1. */
  number: number;
  title: string;
  dueAt: string;
  /** Its day is past. */
  isPast: boolean;
  /** HubSpot says that its task is still to be done; else it goes by date alone. */
  isOpen: boolean;
}

/**
 * The first step of a run whose task is open, however late it is. Where nobody knows how its tasks stand, the first that is
 * due today (by the portal's calendar) or later, else the last. `null` where nothing is left to do.
 */
export function findDueStep({ steps }: CardPlayRun, now: number, tasks: TaskStates = null): DueStep | null {
  const isPast = ({ dueAt }: Pick<DueStep, 'dueAt'>): boolean => countDays(now, Date.parse(dueAt)) < 0;
  const states = steps.map(({ taskId }) => (taskId === null ? 'open' : tasks?.get(taskId)));
  const isKnown = tasks !== null && states.every((state) => state !== undefined);
  const upcoming = steps.findIndex((step) => !isPast(step));
  const index = isKnown ? states.indexOf('open') : upcoming === -1 ? steps.length - 1 : upcoming;
  const step = steps[index];
  if (step === undefined) return null;
  return { number: index + 1, title: step.title, dueAt: step.dueAt, isPast: isPast(step), isOpen: isKnown };
}

/** Whether every task of a run was done; one that was deleted in HubSpot was not. */
export function isEachDone({ steps }: Pick<CardPlayRun, 'steps'>, tasks: TaskStates): boolean {
  return steps.every(({ taskId }) => taskId !== null && tasks?.get(taskId) === 'done');
}
