import { formatDay } from 'roundtable-ui/formats.ts';
import type { AccountCardData, CardPlayRun } from '../card-data.ts';

/** Sentences about plays that are not offered, and why. */
export const RESTING = {
  title: ({ resting }: AccountCardData, isBusy: boolean) => {
    if (resting.length > 0) return isBusy ? 'No other play to start now' : 'No play to start now';
    return isBusy ? 'No other play is due' : 'Nothing to do here now';
  },
  waits: 'These are due and wait. Each is offered here by itself once nothing holds it back.',
  /** Below the plays that are offered. */
  whyNot: 'Why not the others?',
  /** `"Catch the surge while it lasts": snoozed until 3 Dec` */
  why: ({ name, why }: AccountCardData['resting'][number]) => `"${name}": ${why}`,
  putOff:
    'What was due is put off: see below. If it is still due when its time is over, it is offered again; bring it back to have it now.',
  off: 'Most plays are for accounts on the target account list. One that is meant for others too appears when it is due.',
  idle: 'No play is due. One appears as soon as something changes.',
  next: {
    title: 'The next request waits until this play has ended',
    /** Of one play one run is under way at an account. */
    until: ({ judgedAt }: CardPlayRun, now: number) =>
      `It is offered here by itself as soon as the play reaches its aim or is stopped${judgedAt === null ? '' : `, at the latest after ${formatDay(judgedAt, now)}`}. If it cannot wait, answer it by hand now.`,
  },
};
