import type { AccountFacts, ActivityFact, ActivityType, DealFacts, SignalFact } from '../../../src/domain/facts.ts';
import { createRandom, type Random } from '../../../src/sandbox/world/random.ts';
import { buildFacts, buildPerson } from '../../fixtures/account-facts.ts';

const DAY_MS = 86_400_000;
const PEOPLE = 10;
const ACTIVITIES = 50;
/** So much of what happened lies this many days back. */
const WITHIN_DAYS = 180;

const INDUSTRIES = ['COMPUTER_SOFTWARE', 'BANKING', 'INSURANCE', 'MACHINERY', 'RETAIL', 'CONSTRUCTION', 'RESTAURANTS'];
const TITLES = [
  'Chief Financial Officer',
  'VP Operations',
  'Director of Planning',
  'Head of IT',
  'General Counsel',
  'Procurement Manager',
  'Operations Analyst',
  'Leiterin Einkauf',
  null,
];
const TYPES: readonly ActivityType[] = [
  ...(['email_open', 'email_open', 'email_click', 'page_view', 'page_view', 'email_sent'] as const),
  ...(['meeting_held', 'call_connected', 'form_other', 'email_reply', 'event_attended', 'page_high_intent'] as const),
];

/**
 * An account as a busy portal has them: ten people, fifty activities, now and then a deal or a signal. The same `index`
 * gives the same account; `now` (epoch ms) is the moment it is told from.
 */
export function generateFacts(index: number, now: number): AccountFacts {
  const random = createRandom(index);
  const companyId = String(1_000_000 + index);
  const contactIds = Array.from({ length: PEOPLE }, (_, number) => String(100_000_000 + index * PEOPLE + number));
  return buildFacts({
    companyId,
    name: `Company ${index}`,
    properties: {
      numberofemployees: String(random.int(5, 60_000)),
      annualrevenue: random.chance(0.8) ? String(random.int(1, 900) * 1_000_000) : null,
      industry: random.pick(INDUSTRIES),
      hs_ideal_customer_profile: random.chance(0.3) ? `tier_${random.int(1, 3)}` : null,
      lifecyclestage: 'lead',
    },
    people: contactIds.map((contactId) => buildPerson(contactId, { title: random.pick(TITLES) })),
    activities: Array.from({ length: ACTIVITIES }, (_, number) => activity(random, index, number, contactIds, now)),
    deals: random.chance(0.4) ? [deal(random, index, contactIds, now)] : [],
    signals: random.chance(0.5) ? [signal(random, index, now)] : [],
  });
}

function activity(
  random: Random,
  index: number,
  number: number,
  contactIds: readonly string[],
  now: number,
): ActivityFact {
  return {
    activityId: `page_view:${index}:${number}`,
    contactId: random.pick(contactIds),
    type: random.pick(TYPES),
    occurredAt: aTime(random, now),
    detail: random.chance(0.5) ? '/pricing' : null,
  };
}

function deal(random: Random, index: number, contactIds: readonly string[], now: number): DealFacts {
  const isOpen = random.chance(0.5);
  return {
    dealId: String(500_000_000 + index),
    name: `Deal of ${index}`,
    amount: random.int(5, 300) * 1_000,
    currency: 'EUR',
    stageLabel: 'Proposal',
    probability: 0.4,
    state: isOpen ? 'open' : random.pick(['won', 'lost'] as const),
    createdAt: now - 200 * DAY_MS,
    closedAt: isOpen ? null : aTime(random, now),
    contactIds: contactIds.slice(0, 2),
  };
}

function signal(random: Random, index: number, now: number): SignalFact {
  const occurredAt = now - Math.floor(random.next() * 30 * DAY_MS);
  return { signalId: `signal-${index}`, source: 'G2', topic: 'planning', strength: random.int(20, 100), occurredAt };
}

function aTime(random: Random, now: number): number {
  return now - Math.floor(random.next() * WITHIN_DAYS * DAY_MS);
}
