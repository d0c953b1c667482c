import { pullEvents } from './pull-events.ts';
import { pullOpenTickets, TICKET_SCOPE } from './open-tickets.ts';
import { pullMarketingEvents } from './pull-marketing-events.ts';
import { pullObjects } from './pull-objects.ts';
import type { PullStep } from './pull-run.ts';
import { RECORD_LABELS, RECORD_TYPES } from '../reading/record-types.ts';

/** The first sync, in the order in which the steps begin; several run at a time, none waits for another. */
export const PULL_STEPS: readonly PullStep[] = [
  ...RECORD_TYPES.map((type): PullStep => ({
    name: type,
    label: RECORD_LABELS[type],
    run: (run) => pullObjects(run, type),
  })),
  { name: 'page_views', label: 'Page views', run: (run) => pullEvents(run, 'page_views') },
  { name: 'forms', label: 'Form submissions', run: (run) => pullEvents(run, 'forms') },
  { name: 'marketing_events', label: 'Marketing events', run: pullMarketingEvents },
  { name: 'tickets', label: 'Open tickets', scope: TICKET_SCOPE, run: pullOpenTickets },
];
