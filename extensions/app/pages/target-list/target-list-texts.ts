import { capitalize, formatExact, formatNumber } from 'roundtable-ui/formats.ts';
import { OVERFULL, describeFull, type HeldTier } from 'roundtable-ui/full-tier.ts';
import { writeReasonBesideTier } from 'roundtable-ui/tier-reason.ts';
import type { AccountFilter, AccountKeys, AccountSort, ListedAccount } from './accounts-page-data.ts';
import type {
  ListedTier,
  ProposalGroup,
  ProposalKeys,
  QueuedProposal,
  Side,
  TargetListData,
} from './target-list-data.ts';

/* Every sentence of the page of target accounts, so that one place is read to judge or translate them. */

export const SIDE: Record<Side, string> = { marketing: 'Marketing', sales: 'Sales' };

export const LIST = {
  title: 'Target accounts',
  reading: 'Reading the target account list',
  unreadable: 'The target account list could not be read',
  failed: 'That did not work',
  retry: 'Try again',
  provisional: {
    title: 'The list is provisional',
    text: 'For now Roundtable assigns every tier by itself. When the list looks right, propose to keep it: once one person from marketing and one from sales have approved it, every change needs both sides too, except those that the settings let through (under Approval keys).',
    start: 'Propose to keep this list',
    empty: 'No account holds a tier yet, so there is nothing to approve.',
  },
  adoption: ({ tiers }: TargetListData) =>
    `Keep the list as it stands: ${tiers.map(({ tier, held }) => `${formatNumber(held)} in Tier ${tier}`).join(', ')}`,
  /** `Waits for Sales: Sam Sells` */
  waits: ({ waitsFor, marketing, sales }: ProposalKeys) =>
    waitsFor
      .map(({ side, who }) => {
        const nobody = (marketing ?? sales) ? 'nobody else has this key' : 'nobody has this key';
        return `Waiting for ${SIDE[side]}: ${who.join(', ') || nobody}.`;
      })
      .join(' '),
  kept: ({ tiers }: TargetListData) => tiers.map(describeSeats).join(' · '),
  noKey: {
    title: (sides: readonly Side[]) =>
      sides.length === 2
        ? 'Nobody can approve changes to the list yet'
        : `Nobody can approve for ${SIDE[sides[0] ?? 'sales']} yet`,
    admin: 'Choose a colleague in the app’s settings, under Approval keys. Until then nothing can be approved.',
    ask: (whom: string | null) =>
      `Ask ${whom ?? 'whoever installed Roundtable'} to choose someone. Until then nothing can be approved.`,
  },
  yours: (sides: readonly Side[]) =>
    sides.length === 0
      ? 'You can propose changes. Colleagues who hold a key approve them.'
      : `You approve for ${sides.map((side) => SIDE[side]).join(' and ')}.`,
};

export const QUEUE = {
  title: (open: number) => `Proposals (${formatNumber(open)})`,
  reading: 'Reading the proposals',
  unreadable: 'The proposals could not be read',
  /** Which of the two places to decide in. */
  when: 'Decide on these as they come in, week by week. The quarterly refresh goes through the whole list.',
  show: 'Show',
  groups: { in: 'Join the list', up: 'Move up', down: 'Move down', out: 'Leave the list' } as Record<
    ProposalGroup,
    string
  >,
  all: (open: number) => `All proposals (${formatNumber(open)})`,
  group: (label: string, open: number) => `${label} (${formatNumber(open)})`,
  empty: {
    title: 'Nothing is waiting for you',
    text: 'When the scores suggest that an account should join, move or leave, it is proposed here.',
  },
  headline: ({ name, fromTier, toTier }: Pick<QueuedProposal, 'name' | 'fromTier' | 'toTier'>) => {
    if (toTier === null) return `Take ${name} off the list (now in Tier ${fromTier ?? 'none'})`;
    return fromTier === null
      ? `Bring ${name} into Tier ${toTier}`
      : `Move ${name} from Tier ${fromTier} to Tier ${toTier}`;
  },
  why: ({ by, reason }: Pick<QueuedProposal, 'by' | 'reason'>) =>
    `${by === null ? 'The scores' : by.replace(/^workflow:/, 'Workflow ')}: ${writeReasonBesideTier(reason)}`,
  /** Good news is no reason to move an account down: there the reason is said first, and this is what else is known. */
  lately: (evidence: readonly string[]) => `Lately: ${evidence.join('; ')}`,
  grounds: (evidence: readonly string[]) => capitalize(evidence.join('; ')),
  full: ({ tiers }: TargetListData, { toTier }: Pick<QueuedProposal, 'toTier'>) => {
    const told = describeFull(tiers, toTier, 1);
    return told === null ? null : `${told}. That is more than its seats${describeRoom(tiers, toTier)}.`;
  },
  /** What becomes of the seats that change: "Once both sides approve these 2: Tier 1: 23 of 22 seats (1 too many)". */
  after: (amount: number, tiers: readonly (ListedTier & { after: number })[]) =>
    `Once both sides approve these ${formatNumber(amount)}: ${tiers.map(({ tier, seats, after }) => describeSeats({ tier, held: after, seats })).join(' · ')}.`,
  /** "Approved by Sales, waiting for Marketing." */
  keys: ({ marketing, sales }: Pick<ProposalKeys, Side>) => {
    if (marketing === null && sales === null) return 'Not approved yet.';
    const [given, missing]: [Side, Side] = marketing === null ? ['sales', 'marketing'] : ['marketing', 'sales'];
    return `Approved by ${SIDE[given]}, waiting for ${SIDE[missing]}.`;
  },
  approve: (side: Side) => `Approve for ${SIDE[side]}`,
  approveAll: (amount: number, side: Side) => `Approve these ${formatNumber(amount)} for ${SIDE[side]}`,
  reject: 'Reject',
  rejectAll: (amount: number) => `Reject all ${formatNumber(amount)}`,
  rejectNow: (amount: number) =>
    amount === 1 ? 'Reject with this reason' : `Reject all ${formatNumber(amount)} with this reason`,
  reason: 'Why not?',
  reasonHelp: 'Whoever proposed it sees this. The scores will not propose it again for 90 days.',
  cancel: 'Cancel',
  refused: (done: number) => (done === 0 ? 'Nothing was decided' : 'Some could not be decided'),
  expires: 'Expires',
};

/** What speaks against a proposal. */
export const CAUTION = {
  look: 'Look before you approve',
  noSeat: (tier: number | null) => `no seat is free in Tier ${tier}`,
  /** "Surging, open deal of US$164,500" */
  why: (cautions: readonly string[]) => capitalize(cautions.join(', ')),
  /** In which order to decide: those together that nothing speaks against, or by name the one there is of them, then the others one by one. */
  order: (yes: 'Approve' | 'Propose', plain: readonly { name: string }[], look: number) => {
    const [first] = plain;
    const others = `${look === 1 ? 'the other one' : `the other ${formatNumber(look)}`} below`;
    const decide = `${yes.toLowerCase()} or reject ${look === 1 ? 'it' : 'each'}`;
    if (first === undefined) {
      return `Look at ${look === 1 ? 'the one that is left' : `each of these ${formatNumber(look)}`}, and ${yes.toLowerCase()} or reject it.`;
    }
    return plain.length === 1
      ? `Begin with ${first.name}. Then look at ${others}: ${decide}.`
      : `Then look at ${others}: ${decide}.`;
  },
};

const RANKED_BY = { fit: 'fit', engagement: 'engagement', intent: 'intent', dealPotential: 'open deals' } as const;

export const TABLE = {
  title: 'Accounts',
  reading: 'Reading the accounts',
  unreadable: 'The accounts could not be read',
  filters: {
    tier: 'Tier',
    stage: 'Stage',
    owner: 'Owner',
    gap: 'Missing role',
    watch: 'Worth a look',
    text: 'Name contains',
  },
  tiers: [
    { label: 'All accounts', value: '' },
    { label: 'Tier 1', value: '1' },
    { label: 'Tier 2', value: '2' },
    { label: 'Tier 3', value: '3' },
    { label: 'Without a tier', value: 'none' },
  ],
  watches: [
    { label: 'Any', value: '' },
    { label: 'Proposal waits for approval', value: 'waiting' },
    { label: 'Surging', value: 'surging' },
    { label: 'Single-threaded deal', value: 'single_threaded' },
    { label: 'Play due', value: 'play_due' },
  ] satisfies { label: string; value: AccountFilter['watch'] }[],
  any: 'Any',
  /** `up`: the lowest first, unless it is reversed. */
  columns: [
    { label: 'Account', align: 'left', sort: 'name', up: true, width: 210 },
    { label: 'Tier and why', align: 'left', sort: 'rank', up: true },
    { label: 'Fit', align: 'right', sort: 'fit', up: false },
    { label: 'Engagement', align: 'right', sort: 'engagement', up: false },
    { label: 'Intent', align: 'right', sort: 'intent', up: false },
    { label: 'Coverage', align: 'right', sort: 'coverage', up: true },
    { label: 'Next play', align: 'left', sort: null, up: false },
    { label: 'Keys', align: 'left', sort: null, up: false },
  ] satisfies { label: string; align: 'left' | 'right'; sort: AccountSort | null; up: boolean; width?: number }[],
  tier: (tier: number | null) => (tier === null ? 'No tier' : `Tier\u00A0${tier}`),
  keys: (keys: AccountKeys) => {
    if (keys.state === 'waiting') {
      const to = keys.to === null ? 'off the list' : `to Tier ${keys.to}`;
      const by = (['marketing', 'sales'] as const).filter((side) => keys[side]).map((side) => SIDE[side]);
      return `${to}: ${by.length === 0 ? 'not approved yet' : `approved by ${by.join(' and ')}`}`;
    }
    return { approved: 'approved by both', removed: 'removed by both', none: '–' }[keys.state];
  },
  unknown: 'unknown',
  noPlay: 'none now',
  /** A link to the account, whose card shows it: in many rows, so it says which. */
  whyNoPlay: (name: string) => `Why none for ${name}`,
  empty: {
    title: 'No account here',
    none: 'There is no company in HubSpot that Roundtable could score. Accounts appear here when there are some.',
    tier: (tier: string) =>
      `No account holds Tier ${tier} now. Choose “All accounts” to see who comes closest, and why.`,
    filtered: 'No account matches these filters. Remove one to see more.',
  },
  /** Under the name: stage and owner. */
  about: (stage: string | null, owner: string | null) => `${stage ?? 'stage unknown'} · ${owner ?? 'no owner'}`,
  /** The reason under a tier that is named above it: "rank 3 of 22 seats". */
  why: (reason: string, drivers: ListedAccount['drivers']) => {
    const told = writeReasonBesideTier(reason.replace(/^Tier \d until [^;]+; /, ''));
    const most = drivers.map(({ by, score }) => `${RANKED_BY[by]} ${formatNumber(score)}`).join(' and ');
    return most === '' ? told : `${told}; ranked mostly by ${most}`;
  },
  /** Whom a rank counts. */
  ranks: 'Ranks count only the accounts whose fit is high enough for the tier and that have no seat in a higher one.',
  /** Why the ranks of a tier have gaps. */
  gaps: 'A missing rank belongs to an account that is still waiting: for approval, or for a seat that another account keeps.',
  export: 'Export as CSV',
  exportAgain: 'Prepare it again',
  exported: 'Download the file',
  exportedUntil: (until: string) => `The link works until ${formatExact(until)}, for anyone who has it.`,
};

export const CHOOSE = {
  one: (name: string) => `Select ${name}`,
  page: (amount: number) => (amount === 1 ? 'Select the one shown' : `Select all ${formatNumber(amount)} shown`),
  hint: 'Select accounts to propose another tier for them.',
  /** Short enough for a phone. */
  propose: (amount: number) => `Propose a change (${formatNumber(amount)} selected)`,
  clear: 'Clear selection',
  tooMany: (amount: number, most: number) =>
    `You can propose at most ${formatNumber(most)} accounts at once: clear ${formatNumber(amount - most)}.`,
};

export const PROPOSE = {
  title: (names: readonly string[]) =>
    `Propose a change for ${names.length === 1 ? names.join('') : `${formatNumber(names.length)} accounts`}`,
  where: 'Move to',
  places: [
    { label: 'Tier 1', value: '1' },
    { label: 'Tier 2', value: '2' },
    { label: 'Tier 3', value: '3' },
    { label: 'Off the list', value: '' },
  ],
  /** A decision approved by both is a pin. */
  stands: 'What marketing and sales both approve stands for 90 days. After that the scores may propose something else.',
  full: describeFull,
  overfull: OVERFULL,
  why: 'Why',
  whyHelp: (amount: number) =>
    amount === 1
      ? 'Whoever approves it sees this.'
      : 'Whoever approves them sees this for each account. Each one is approved or rejected separately.',
  send: (amount: number) => (amount === 1 ? 'Propose it' : `Propose these ${formatNumber(amount)}`),
  cancel: 'Cancel',
  proposed: (amount: number, tier: number | null) =>
    `${formatNumber(amount)} proposed ${tier === null ? 'to leave the list' : `for Tier ${tier}`}`,
  waits: 'Marketing and sales approve it under Proposals, at the top of this page.',
  refused: (refused: number, asked: number) =>
    asked === 1 ? 'Not proposed' : `${formatNumber(refused)} of ${formatNumber(asked)} not proposed`,
};

/** "Tier 1: 25 of 22 seats (3 too many)" */
function describeSeats({ tier, held, seats }: HeldTier): string {
  const over = held > seats ? ` (${formatNumber(held - seats)} too many)` : '';
  return `Tier ${tier}: ${formatNumber(held)} of ${formatNumber(seats)} seats${over}`;
}

/** Which proposals would make room in a full tier for one account more: ", unless the move of Orbis to Tier 2 is approved too". */
function describeRoom(tiers: readonly ListedTier[], toTier: QueuedProposal['toTier']): string {
  const tier = tiers.find((each) => each.tier === toTier);
  if (tier === undefined || tier.leaving.count === 0) return ' until another account leaves it';
  const { held, seats, leaving } = tier;
  const needed = held + 1 - seats;
  return `, ${needed > leaving.count ? 'even if' : 'unless'} ${nameMoves(leaving, needed)} approved too`;
}

function nameMoves({ count, only }: ListedTier['leaving'], needed: number): string {
  if (only !== null) {
    return only.to === null ? `taking ${only.name} off the list is` : `the move of ${only.name} to Tier ${only.to} is`;
  }
  if (needed >= count) return `all ${formatNumber(count)} proposed moves out of it are`;
  return `${formatNumber(needed)} of the ${formatNumber(count)} proposed moves out of it ${needed === 1 ? 'is' : 'are'}`;
}
