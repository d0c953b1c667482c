import { formatNumber } from 'roundtable-ui/formats.ts';
import type { TrustCheck, TrustGap } from './trust-data.ts';

/* Every sentence about what the records lack. */

/** How many records the app names of a kind. */
const MOST_SHOWN = 25;

export const TRUST = {
  tab: 'Data trust',
  title: 'How far your scores can be trusted',
  explain: 'What your records lack, which scores that distorts, and what to do about it. Checked once a day.',
  reading: 'Reading what was found',
  unreadable: 'What was found could not be read',
  never: {
    title: 'Not checked yet',
    text: 'Your records are checked once they have been read and scored, then once a day.',
  },
  good: 'None found',
  /** Of the checks that found something; the first distorts the most scores. */
  order: (found: number) =>
    found === 1
      ? 'One thing to fix.'
      : `${formatNumber(found)} things to fix; what distorts your scores most comes first. Start there.`,
  first: 'Start here',
  nothing: {
    title: 'Nothing to do',
    text: 'Your records have what the scores need.',
  },
  again: 'Check the data again',
  working: 'Checking',
  examined: 'last checked',
  records: (check: TrustCheck, shown: number, count: number) =>
    count > shown && shown >= MOST_SHOWN ? `The first ${formatNumber(shown)}, ${CHECKS[check].first}` : 'Show them',
  /** A number of what they did, a domain, a role, what HubSpot said. */
  detail: (check: TrustCheck, detail: string) =>
    check === 'lost_activities'
      ? detail === '1'
        ? '1 activity'
        : `${formatNumber(Number(detail))} activities`
      : detail,
  tier: (tier: number | null) => (tier === null ? 'no tier' : `Tier ${tier}`),
  found: (check: TrustCheck, count: number) => `${CHECKS[check].title}: ${formatNumber(count)}`,
};

const BY_TIER = 'the highest tiers first';

export const CHECKS: Record<TrustCheck, { title: string; why: string; todo: string; first: string }> = {
  lone_contacts: {
    title: 'Contacts without a company',
    why: 'They belong to no buying committee, so the coverage and engagement of their companies come out too low.',
    todo: 'Associate them in HubSpot, or turn on "Create and associate companies with contacts" in its settings.',
    first: 'the most active first',
  },
  lost_activities: {
    title: 'Activities that count for no account',
    why: 'The contacts behind them belong to no company, so engagement comes out too low.',
    todo: 'Associate these contacts with their companies. Their activities then count automatically.',
    first: 'the most active first',
  },
  free_mail: {
    title: 'Companies with a free-mail domain',
    why: 'People from many companies end up on one such record, so its fit and engagement describe no real company.',
    todo: 'Correct the domain, or delete the record if there is no such company.',
    first: BY_TIER,
  },
  shared_domains: {
    title: 'Companies that share a domain',
    why: 'One account is split over several records, so each part has too little engagement and coverage for its tier.',
    todo: 'Merge the duplicates in HubSpot. Roundtable follows at once.',
    first: 'one of each domain, the most shared first',
  },
  without_domain: {
    title: 'Companies without a domain',
    why: 'Visits and signals cannot be matched to them, so engagement and intent come out too low.',
    todo: 'Fill in the domain, starting with the highest tiers.',
    first: BY_TIER,
  },
  without_industry: {
    title: 'Companies without an industry',
    why: 'The fit score uses the industry: these companies get the average points of your other accounts.',
    todo: 'Fill in the industry, starting with the highest tiers.',
    first: BY_TIER,
  },
  without_size: {
    title: 'Companies without a number of employees',
    why: 'The fit score uses the size: these companies get the average points of your other accounts.',
    todo: 'Fill in the number of employees, starting with the highest tiers.',
    first: BY_TIER,
  },
  without_icp_tier: {
    title: 'Companies without an Ideal Customer Profile Tier',
    why: 'The fit score uses it: these companies get the average points of your other accounts.',
    todo: 'Fill in “Ideal Customer Profile Tier”, starting with the highest tiers.',
    first: BY_TIER,
  },
  without_owner: {
    title: 'Accounts with a tier but no owner',
    why: 'Nobody is responsible for the plays that are due there; their tasks go to whoever starts them.',
    todo: 'Set the company owner, starting with the highest tiers.',
    first: BY_TIER,
  },
  stale_roles: {
    title: 'Roles that were set long ago',
    why: 'People change jobs, so coverage may count somebody who no longer decides.',
    todo: 'Open the account’s committee card, then confirm the role or give it to somebody else.',
    first: 'the oldest first',
  },
  refused: {
    title: 'Records that HubSpot refused',
    why: 'HubSpot still shows the old values, so lists and reports built on them are out of date.',
    todo: 'See under Sync, Problems what HubSpot answered. Often it is a validation rule.',
    first: 'the latest first',
  },
};

/** Whether its records are in the order of their tiers. */
export const isByTier = (check: TrustCheck): boolean => CHECKS[check].first === BY_TIER;

/**
 * How much of an account's scores one of these distorts, as a share: a company's own gap all of it; a contact or a role
 * about a sixth, since six to ten people decide; one of some ten activities of a contact a sixtieth. That nobody owns an
 * account distorts none of its scores, and delays its plays: as much as a role.
 */
const SHARES: Record<TrustCheck, number> = {
  lone_contacts: 1 / 6,
  lost_activities: 1 / 60,
  free_mail: 1,
  shared_domains: 1,
  without_domain: 1,
  without_industry: 1,
  without_size: 1,
  without_icp_tier: 1,
  without_owner: 1 / 6,
  stale_roles: 1 / 6,
  refused: 1,
};

/** About how many accounts' scores a gap distorts. */
export function effectOf({ check, count }: Pick<TrustGap, 'check' | 'count'>): number {
  return count * SHARES[check];
}
