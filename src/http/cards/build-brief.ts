import type { BriefSection, CardPlan } from '../../../extensions/app/cards/card-data.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import { listGaps } from '../../domain/committee/describe-gaps.ts';
import type { AccountPlan, PlaceholderFact, PlanNote } from '../../domain/facts.ts';
import { markDay } from '../../domain/marked-values.ts';
import { MAPPED_ITEM } from '../../storage/accounts/account-plans.ts';
import type { AccountSnapshot } from '../../sync/refresh/account-snapshot.ts';
import { iso } from '../iso.ts';

const MOST_POINTS = 5;

/** A company property that says what the account works with. */
export interface Technology {
  label: string;
  /** `;`-joined where the property is a choice of several. */
  value: string;
}

export interface BriefInput {
  snapshot: AccountSnapshot;
  plan: AccountPlan | null;
  placeholders: readonly PlaceholderFact[];
  technologies: readonly Technology[];
  /** How plays ended here, as sentences. */
  results: readonly string[];
  roleLabels: RoleLabels;
}

/** The plan as a card shows it. */
export function toCardPlan(plan: AccountPlan | null): CardPlan {
  return {
    objective: plan?.objective ? toCardNote(plan.objective) : null,
    initiatives: plan?.initiatives.map(toCardNote) ?? [],
    competitors: plan?.competitors.map(toCardNote) ?? [],
  };
}

function toCardNote({ itemId, text, notedAt }: PlanNote) {
  return { itemId, text, notedAt: iso(notedAt), isMapped: itemId.startsWith(MAPPED_ITEM) };
}

/** What to know before a call: what we want there, where that is noted, then the five things about them. */
export function buildBrief(input: BriefInput): BriefSection[] {
  const { result, outlook } = input.snapshot;
  const objective = input.plan?.objective ?? null;
  return [
    ...(objective === null ? [] : [section('objective', [dated(objective)])]),
    section('initiatives', describePlan(input)),
    section(
      'technology',
      input.technologies.map(({ label, value }) => `${label}: ${value.split(';').join(', ')}`),
    ),
    section('signals', [
      ...(result.engagement.surging ? ['Engagement is far above its usual week'] : []),
      ...result.intent.lines.map(({ label, evidence }) => `${label} (${evidence})`),
    ]),
    section('history', [...(outlook?.history ?? []), ...input.results]),
    {
      topic: 'risks',
      points: [
        ...result.committee.risks.map(({ sentence }) => sentence),
        ...listGaps(result.committee, input.placeholders, input.roleLabels),
      ],
    },
  ];
}

function section(topic: BriefSection['topic'], points: readonly string[]): BriefSection {
  return { topic, points: points.slice(0, MOST_POINTS) };
}

function describePlan({ plan }: BriefInput): string[] {
  if (plan === null) return [];
  const competitors = plan.competitors.map(({ text }) => text);
  return [
    ...plan.initiatives.map(dated),
    ...(competitors.length === 0
      ? []
      : [`${competitors.length === 1 ? 'Competitor' : 'Competitors'} in play: ${competitors.join(', ')}`]),
  ];
}

function dated({ text, notedAt }: PlanNote): string {
  return `${text} (noted ${markDay(notedAt)})`;
}
