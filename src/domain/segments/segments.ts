/** A condition on one of the app's company properties. */
export type SegmentCondition =
  | { property: string; anyOf: readonly string[] }
  | { property: string; is: true }
  | { property: string; known: true };

/** A segment of accounts that HubSpot keeps by the properties the app publishes. */
export interface Segment {
  kind: SegmentKind;
  /** As it is called in HubSpot. */
  name: string;
  /** Who is in it, in words. */
  description: string;
  /** All of them hold. */
  conditions: readonly SegmentCondition[];
}

export const SEGMENT_KINDS = [
  'tier_1',
  'tier_2',
  'tier_3',
  'surging',
  'single_threaded',
  'no_budget_holder',
  'play_due',
  'ads',
] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];

const listed: SegmentCondition = { property: 'roundtable_tier', known: true };

function ofTier(tier: 1 | 2 | 3): Segment {
  return {
    kind: `tier_${tier}`,
    name: `Roundtable: Tier ${tier} accounts`,
    description: `Accounts in Tier ${tier}.`,
    conditions: [{ property: 'roundtable_tier', anyOf: [`tier_${tier}`] }],
  };
}

/** Every segment that can be made. A name that was released is never changed: it is how a segment is found again. */
export const SEGMENTS: readonly Segment[] = [
  ofTier(1),
  ofTier(2),
  ofTier(3),
  {
    kind: 'surging',
    name: 'Roundtable: surging accounts',
    description: 'Accounts that were far more active in the last 7 days than in their usual week, on the list or not.',
    conditions: [{ property: 'roundtable_surging', is: true }],
  },
  {
    kind: 'single_threaded',
    name: 'Roundtable: single-threaded deals',
    description: 'Accounts with an open deal and one engaged person.',
    conditions: [{ property: 'roundtable_risks', anyOf: ['single_threaded'] }],
  },
  {
    kind: 'no_budget_holder',
    name: 'Roundtable: target accounts missing a budget holder',
    description: 'Target accounts that need a budget holder, with nobody known or suggested as one.',
    conditions: [listed, { property: 'roundtable_missing_roles', anyOf: ['BUDGET_HOLDER'] }],
  },
  {
    kind: 'play_due',
    name: 'Roundtable: accounts with a play due',
    description: 'Accounts for which a play is recommended now.',
    conditions: [{ property: 'roundtable_next_play', known: true }],
  },
  {
    kind: 'ads',
    name: 'Roundtable: accounts for ads',
    description: 'Accounts that a running play shows ads to, until it ends. Use it as your ad audience.',
    conditions: [{ property: 'roundtable_for_ads', is: true }],
  },
];
