import { formatNumber } from 'roundtable-ui/formats.ts';
import type { TrustCheck } from './trust-data.ts';

/* Every sentence about what the records lack. */

/** How many records the app names of a kind. */
const MOST_SHOWN = 25;

export const TRUST = {
  tab: 'Data trust',
  title: 'How far your scores can be trusted',
  explain: 'What your records lack, which score that touches, and what to do. Examined once a day.',
  reading: 'Reading what was found',
  unreadable: 'What was found could not be read',
  never: {
    title: 'Not examined yet',
    text: 'The records are examined when they are read and scored, then once a day.',
  },
  good: 'Nothing found of these',
  again: 'Examine again',
  working: 'Examining',
  examined: 'examined',
  records: (check: TrustCheck, shown: number, count: number) =>
    count > shown && shown >= MOST_SHOWN ? `The first ${formatNumber(shown)}, ${CHECKS[check].first}` : 'Show them',
  /** A number of what they did, a domain, a role, what HubSpot said. */
  detail: (check: TrustCheck, detail: string) =>
    check === 'lost_activities'
      ? detail === '1'
        ? '1 activity'
        : `${formatNumber(Number(detail))} activities`
      : detail,
  found: (check: TrustCheck, count: number) => `${CHECKS[check].title}: ${formatNumber(count)}`,
};

export const CHECKS: Record<TrustCheck, { title: string; why: string; todo: string; first: string }> = {
  lone_contacts: {
    title: 'Contacts without a company',
    why: 'They are in no buying committee, so coverage and engagement of their companies come out too low.',
    todo: 'Associate them in HubSpot, or turn on "Create and associate companies with contacts" in its settings.',
    first: 'the most active first',
  },
  lost_activities: {
    title: 'Activities that count for no account',
    why: 'Those who did them belong to no company, so engagement comes out too low.',
    todo: 'Associate these contacts with their companies; their activities then count by themselves.',
    first: 'the most active first',
  },
  free_mail: {
    title: 'Companies with a free-mail domain',
    why: 'People of many companies gather at one such record, so its fit and engagement are no single company’s.',
    todo: 'Correct the domain, or delete the record where there is no such company.',
    first: 'the highest tiers first',
  },
  shared_domains: {
    title: 'Companies that share a domain',
    why: 'One account is split over several records, so each part has too little engagement and coverage for its tier.',
    todo: 'Merge the duplicates in HubSpot; Roundtable follows at once.',
    first: 'one of each domain, the most shared first',
  },
  without_domain: {
    title: 'Companies without a domain',
    why: 'Visits and signals cannot be matched to them, so engagement and intent come out too low.',
    todo: 'Fill in the domain, in the highest tiers first.',
    first: 'the highest tiers first',
  },
  without_industry: {
    title: 'Companies without an industry',
    why: 'Where fit asks for the industry, such a company gets the average points of your other accounts.',
    todo: 'Fill in the industry, in the highest tiers first.',
    first: 'the highest tiers first',
  },
  without_size: {
    title: 'Companies without a number of employees',
    why: 'Where fit asks for the size, such a company gets the average points of your other accounts.',
    todo: 'Fill in the number of employees, in the highest tiers first.',
    first: 'the highest tiers first',
  },
  stale_roles: {
    title: 'Roles that were set long ago',
    why: 'People change jobs, so coverage may count somebody who does not decide any more.',
    todo: 'Open the account’s committee card and confirm the role, or give it to somebody else.',
    first: 'the oldest first',
  },
  refused: {
    title: 'Records that HubSpot refused',
    why: 'HubSpot still shows the values of before, so lists and reports built on them are out of date.',
    todo: 'Read under Sync, Problems what HubSpot said: it is often a validation rule.',
    first: 'the latest first',
  },
};
