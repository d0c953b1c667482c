import type { Random } from '../../../src/sandbox/world/random.ts';

type Values = Record<string, string>;
export type EngagementKind = 'meetings' | 'calls' | 'emails';

const INDUSTRIES = ['COMPUTER_SOFTWARE', 'BANKING', 'MACHINERY', 'RESTAURANTS', 'INSURANCE', 'RETAIL'] as const;
const TITLES = [
  'Chief Financial Officer',
  'Head of IT',
  'VP Operations',
  'General Counsel',
  'Procurement Manager',
  'Director of Analytics',
  'Executive Assistant',
  'Data Analyst',
  'Chief Executive Officer',
  'Geschäftsführer',
  'Marketing Manager',
] as const;
const ROLES = ['DECISION_MAKER', 'BUDGET_HOLDER', 'CHAMPION', 'EXECUTIVE_SPONSOR', 'INFLUENCER', 'BLOCKER'] as const;
export const STAGES = ['appointmentscheduled', 'qualifiedtobuy', 'contractsent', 'closedwon', 'closedlost'] as const;
/** HubSpot's dispositions "Connected" and "No answer". */
const DISPOSITIONS = ['f240bbac-87c9-4f6e-bf70-924b57d47db7', '73a0d17f-1163-4015-bdd5-ec830791da20'] as const;

/** What a company may hold; some of it stays unknown. */
export function companyValues(random: Random, number: number): Values {
  return drop(random, 0.2, {
    name: `Company ${number} ${random.int(100, 999)}`,
    domain: `company-${number}.example`,
    ...changedCompanyValues(random),
    country: random.pick(['Germany', 'France', 'United States']),
    hubspot_owner_id: '9000',
  });
}

/** What people edit on a company. */
export function changedCompanyValues(random: Random): Values {
  return {
    industry: random.pick(INDUSTRIES),
    numberofemployees: String(random.pick([4, 60, 300, 2500, 20_000])),
    annualrevenue: String(random.pick([90_000, 5_000_000, 80_000_000, 400_000_000])),
    hs_ideal_customer_profile: random.pick(['tier_1', 'tier_2', 'tier_3']),
    lifecyclestage: random.pick(['lead', 'opportunity', 'customer']),
    city: random.pick(['Berlin', 'Paris', 'Boston']),
  };
}

const CONSONANTS = 'bdfghjkmnprstvwx'.split('');

/** Letters no other text contains: a person is found by it wherever their data went. */
export function personToken(random: Random): string {
  return `Zq${Array.from({ length: 8 }, () => random.pick(CONSONANTS)).join('')}`;
}

/** A contact whose name and e-mail carry the token. */
export function contactValues(random: Random, token: string): Values {
  return {
    ...drop(random, 0.15, {
      firstname: random.pick(['Ann', 'Bob', 'Cid', 'Dee', 'Eve']),
      jobtitle: random.pick(TITLES),
      lifecyclestage: 'lead',
    }),
    lastname: token,
    email: `${token.toLowerCase()}@people.example`,
    ...(random.chance(0.2) ? { hs_buying_role: pickRoles(random) } : {}),
  };
}

/** What people edit on a contact. */
export function changedContactValues(random: Random): Values {
  return random.pick<() => Values>([
    () => ({ jobtitle: random.pick(TITLES) }),
    () => ({ firstname: random.pick(['Fay', 'Gus', 'Hal']) }),
    () => ({ hs_email_optout: String(random.chance(0.5)) }),
    () => ({ hs_email_hard_bounce_reason_enum: random.pick(['', 'UNKNOWN_USER']) }),
    () => ({ hubspot_owner_id: random.pick(['', '9000']) }),
  ])();
}

/** One or two roles as HubSpot joins them, or none. */
export function pickRoles(random: Random): string {
  return random.sample(ROLES, random.int(1, 2)).join(';');
}

export function dealValues(random: Random, number: number, now: number): Values {
  return {
    dealname: `Deal ${number}`,
    pipeline: 'default',
    dealstage: random.pick(STAGES),
    ...(random.chance(0.8) ? { amount: String(random.int(5, 200) * 1000) } : {}),
    ...(random.chance(0.5) ? { closedate: new Date(now + random.int(-30, 60) * 86_400_000).toISOString() } : {}),
  };
}

/** Pipelines and stages of tickets, as `addTickets` makes them; most are open. */
const TICKET_PLACES = [
  ['0', '1'],
  ['0', '2'],
  ['0', '3'],
  ['0', '4'],
  ['1', '4'],
  ['1', '5'],
] as const;

/** A ticket about what this person asked. */
export function ticketValues(random: Random, who: string): Values {
  return { subject: `${who} cannot sign in`, ...changedTicketValues(random) };
}

/** What people edit on a ticket: it moves on, is closed, or goes over to the other pipeline. */
export function changedTicketValues(random: Random): Values {
  const [pipeline, stage] = random.pick(TICKET_PLACES);
  return { hs_pipeline: pipeline, hs_pipeline_stage: stage };
}

/** A meeting, call or e-mail of a moment (epoch ms). */
export function engagementValues(random: Random, kind: EngagementKind, time: number): Values {
  const hs_timestamp = new Date(time).toISOString();
  if (kind === 'meetings') {
    const outcome = random.pick(['', 'COMPLETED', 'SCHEDULED', 'NO_SHOW']);
    const start = random.chance(0.7) ? { hs_meeting_start_time: hs_timestamp } : {};
    return { hs_timestamp, hs_meeting_title: 'Talk', ...start, ...(outcome && { hs_meeting_outcome: outcome }) };
  }
  if (kind === 'calls') {
    return { hs_timestamp, hs_call_title: 'Call', hs_call_disposition: random.pick(DISPOSITIONS) };
  }
  const direction = random.pick(['INCOMING_EMAIL', 'EMAIL']);
  return { hs_timestamp, hs_email_subject: 'Re: dates', hs_email_direction: direction };
}

/** What people edit on an engagement: whether it was held, whether somebody answered. */
export function changedEngagementValues(random: Random, kind: EngagementKind): Values {
  if (kind === 'meetings') return { hs_meeting_outcome: random.pick(['COMPLETED', 'NO_SHOW', 'CANCELED']) };
  if (kind === 'calls') return { hs_call_disposition: random.pick(DISPOSITIONS) };
  return { hs_email_subject: `Re: dates ${random.int(1, 99)}` };
}

function drop(random: Random, share: number, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(() => !random.chance(share)));
}
