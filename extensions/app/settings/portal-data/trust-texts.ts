import { formatNumber } from 'roundtable-ui/formats.ts';
import type { TrustCheck } from './trust-data.ts';

/* Every sentence about what the records lack. */

export const TRUST = {
  tab: 'Data trust',
  title: 'How far your scores can be trusted',
  explain: 'What the records lack, which score suffers, and what to do. Examined once a day.',
  reading: 'Reading what was found',
  unreadable: 'What was found could not be read',
  never: {
    title: 'Not examined yet',
    text: 'The records are examined when they are read and scored, then once a day.',
  },
  good: 'Nothing is missing here',
  again: 'Examine again',
  working: 'Examining',
  examined: 'examined',
  worst: (count: number) => (count > 5 ? `The worst five of ${formatNumber(count)}` : 'These'),
  found: (check: TrustCheck, count: number) => `${CHECKS[check].title}: ${formatNumber(count)}`,
};

export const CHECKS: Record<TrustCheck, { title: string; suffers: string; todo: string }> = {
  lone_contacts: {
    title: 'Contacts without a company',
    suffers: 'Coverage and engagement suffer: these people are in no buying committee.',
    todo: 'Associate them in HubSpot, or turn on "Create and associate companies with contacts" in its settings.',
  },
  lost_activities: {
    title: 'Activities that count for no account',
    suffers: 'Engagement suffers: what these people did is missing from their account.',
    todo: 'Associate the contacts below with their companies; their activities then count by themselves.',
  },
  free_mail: {
    title: 'Companies with a free-mail domain',
    suffers: 'Fit and engagement suffer: people of many companies gather at one record.',
    todo: 'Correct the domain, or delete the company where it is none.',
  },
  shared_domains: {
    title: 'Companies that share a domain',
    suffers: 'Tiers and coverage suffer: one account is split, and each part looks smaller than it is.',
    todo: 'Merge the duplicates in HubSpot; Roundtable follows at once.',
  },
  without_domain: {
    title: 'Companies without a domain',
    suffers: 'Engagement and intent suffer: visits and signals cannot be told to belong to them.',
    todo: 'Fill in the domain, in the highest tiers first.',
  },
  without_industry: {
    title: 'Companies without an industry',
    suffers: 'Fit suffers: such a company counts with the average of your other accounts.',
    todo: 'Fill in the industry, in the highest tiers first.',
  },
  without_size: {
    title: 'Companies without a number of employees',
    suffers: 'Fit suffers: such a company counts with the average of your other accounts.',
    todo: 'Fill in the number of employees, in the highest tiers first.',
  },
  stale_roles: {
    title: 'Roles that were set long ago',
    suffers: 'Coverage suffers: people move, and an old role may be nobody’s.',
    todo: 'Open the account and confirm the role, or give it to somebody else.',
  },
  refused: {
    title: 'Records that HubSpot refused',
    suffers: 'What others see suffers: HubSpot still shows the values of before.',
    todo: 'Read what HubSpot said under Sync, Problems. It is often a validation rule.',
  },
};
