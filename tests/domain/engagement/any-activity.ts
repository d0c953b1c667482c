import * as fc from 'fast-check';
import { ACTIVITY_TYPES } from '../../../src/domain/facts.ts';
import type { ActivityFact } from '../../../src/domain/facts.ts';
import { NOW, buildPerson } from '../../fixtures/account-facts.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export const PEOPLE = ['1', '2', '3', '4'].map((contactId) => buildPerson(contactId));

/** Drawn more often, so that the daily limit and the caps come into play. */
const BUSY_TYPES = ['form_high_intent', 'email_click'] as const;

/** A role lookup with weights above, at and under 1. */
export const roleOf = (contactId: string) =>
  contactId === '1' ? (['DECISION_MAKER'] as const) : contactId === '2' ? (['END_USER'] as const) : [];

/** Hours after a first act at which more of its kind follow: alone, or more on a day than count. */
const anyBurst = fc.oneof(
  { weight: 4, arbitrary: fc.constant<number[]>([0]) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 6 }) },
);

/** Activities of {@link PEOPLE} up to 400 days before NOW and 20 after, many on the same days; an id is one activity. */
export const anyActivities = fc
  .array(
    fc.record({
      contactId: fc.constantFrom('1', '2', '3', '4'),
      type: fc.oneof(fc.constantFrom(...ACTIVITY_TYPES), fc.constantFrom(...BUSY_TYPES)),
      occurredAt: fc.oneof(
        fc.integer({ min: NOW - 400 * DAY_MS, max: NOW + 20 * DAY_MS }),
        fc.integer({ min: NOW - 2 * DAY_MS, max: NOW }),
      ),
      burst: anyBurst,
    }),
    { maxLength: 40 },
  )
  .map((acts) =>
    acts
      .flatMap(({ contactId, type, occurredAt, burst }) =>
        burst.map((hours) => ({ contactId, type, occurredAt: occurredAt + hours * HOUR_MS })),
      )
      .map((activity, index): ActivityFact => ({ ...activity, activityId: `a${index}`, detail: null })),
  );
