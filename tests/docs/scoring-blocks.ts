import { EVIDENCE_STRENGTH } from '../../src/domain/committee/fuse-evidence.ts';
import { ROLE_LABELS } from '../../src/domain/committee/role-labels.ts';
import { STATE_VALUE, SUGGESTED_AND_ACTIVE } from '../../src/domain/committee/role-state.ts';
import { ACTIVITY_KINDS } from '../../src/domain/committee/touches.ts';
import { judgeProperty } from '../../src/domain/condition/judge-property.ts';
import type { PropertyCondition } from '../../src/domain/condition/property-condition.ts';
import type { Explained } from '../../src/domain/explanation.ts';
import { ACTIVITY_TYPES, type RoleId } from '../../src/domain/facts.ts';
import { findBestPoints, judgeCriterion } from '../../src/domain/fit/judge-criterion.ts';
import { scoreIntent } from '../../src/domain/intent/score-intent.ts';
import { markDate, markDay, markNumber } from '../../src/domain/marked-values.ts';
import { NOW } from '../fixtures/account-facts.ts';
import { ASSIGNMENT, EXAMPLE, MODEL, NORMS, RESULT, TYPICAL_DEAL } from './scoring-example.ts';
import { writeTable } from './write-table.ts';

const DAY_MS = 86_400_000;
const { fit, engagement, intent, committee, stage, tiering } = MODEL;

function linesOf({ lines, total }: Explained, name: string): string {
  const rows = lines.map(({ label, points, evidence }) => [label, evidence, points]);
  return writeTable(['line', 'because', 'points'], [...rows, [`**${name}**`, '', `**${total}**`]]);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** `0.35`, `12.3`, `80`: at most so many decimals. */
export function short(value: number, decimals = 2): string {
  return String(Number(value.toFixed(decimals)));
}

const weightOf = (roles: readonly RoleId[]): number =>
  roles.length === 0 ? 1 : Math.max(...roles.map((role) => engagement.roleWeights[role] ?? 1));

/** What each person of the example comes to, by the formula and not by the code that scores. */
const PEOPLE = EXAMPLE.people
  .map((person) => {
    const parts = EXAMPLE.activities
      .filter(({ contactId }) => contactId === person.contactId)
      .map(({ type, occurredAt }) => {
        const { points, halfLifeDays } = engagement.weights[type];
        const age = (NOW - occurredAt) / DAY_MS;
        return { type, points, halfLifeDays, age, left: points * 2 ** (-age / halfLifeDays) };
      });
    const weight = weightOf(person.buyingRoles.map(({ role }) => role));
    return { name: person.name, parts, weight, sum: weight * parts.reduce((all, { left }) => all + left, 0) };
  })
  .toSorted((left, right) => right.sum - left.sum);
const DEPTH = PEOPLE.reduce((depth, { sum }, index) => depth + engagement.depthDecay ** index * sum, 0);
export const ENGAGEMENT_BY_FORMULA = Math.round(100 * (1 - 2 ** (-DEPTH / engagement.halfScoreDepth)));

const SIGNALS = EXAMPLE.signals.map(({ source, strength, occurredAt }) => {
  const age = (NOW - occurredAt) / DAY_MS;
  const weight = intent.sourceWeights[source] ?? intent.defaultWeight;
  return { source, strength, age, weight, worth: (weight * strength * 2 ** (-age / intent.halfLifeDays)) / 100 };
});
export const INTENT_BY_FORMULA = Math.round(100 * (1 - SIGNALS.reduce((doubt, { worth }) => doubt * (1 - worth), 1)));

const { priorityWeights } = tiering;
const TERMS = [
  ['fit', priorityWeights.fit, RESULT.fit.total ?? 0],
  ['engagement', priorityWeights.engagement, RESULT.engagement.total],
  ['intent', priorityWeights.intent, RESULT.intent.total],
  ['deal potential', priorityWeights.dealPotential, RESULT.dealPotential],
] as const;
export const PRIORITY_BY_FORMULA = TERMS.reduce((sum, [, weight, value]) => sum + weight * value, 0);

/** The criteria that some account of the portal knows, with what they give to the example. */
const ASKED = fit.criteria.flatMap((criterion) => {
  const mean = NORMS.meanPointsByCriterion[criterion.id];
  if (mean === undefined) return [];
  const verdict = judgeCriterion(criterion, EXAMPLE.properties[criterion.property], NOW, 'UTC');
  const points = verdict.known ? (verdict.band?.points ?? 0) : mean;
  return [{ known: verdict.known, points, best: findBestPoints(criterion) }];
});
export const FIT_BY_FORMULA = Math.round(
  (100 * sum(ASKED.map(({ points }) => points))) / sum(ASKED.map(({ best }) => best)),
);

const [DEAL] = EXAMPLE.deals;
if (DEAL === undefined) throw new Error('the example has no deal');
export const DEAL_POTENTIAL_BY_FORMULA = Math.round(
  (100 * (DEAL.probability ?? 0) * (DEAL.amount ?? 0)) / ((DEAL.amount ?? 0) + TYPICAL_DEAL),
);

const REQUIRED = committee.requiredRoles[1].map(({ role, weight }) => {
  const value = RESULT.committee.roles.find((coverage) => coverage.role === role)?.value ?? 0;
  return { weight, value };
});
export const COVERAGE_BY_FORMULA = Math.round(
  (100 * sum(REQUIRED.map(({ weight, value }) => weight * value))) / sum(REQUIRED.map(({ weight }) => weight)),
);

/** A source whose signals stay true for longer. */
const LASTING = { source: 'G2', days: 30 };

const DATE_CONDITIONS: readonly (readonly [string, PropertyCondition])[] = [
  ['in the next 90 days', { kind: 'inNextDays', days: 90 }],
  ['in the next 30 days', { kind: 'inNextDays', days: 30 }],
  ['more than 60 days ahead', { kind: 'overDaysAhead', days: 60 }],
  ['in the last 90 days', { kind: 'inLastDays', days: 90 }],
  ['before 1 Jan 2027', { kind: 'before', date: '2027-01-01' }],
  ['after 1 Jan 2027', { kind: 'after', date: '2027-01-01' }],
];

/** The blocks of docs/scoring.md about scores and tiers, by their names. */
export const SCORE_BLOCKS: Readonly<Record<string, () => string>> = {
  'fit-model': () =>
    writeTable(
      ['criterion', 'property', 'bands'],
      fit.criteria.map(({ label, property, bands }) => [
        label,
        `\`${property}\``,
        bands.map((band) => `${band.label}: ${band.points}`).join('; '),
      ]),
    ),
  'fit-example': () => {
    const known = ASKED.filter(({ known: isKnown }) => isKnown).map(({ best }) => best);
    const all = sum(fit.criteria.map(findBestPoints));
    return [
      linesOf(RESULT.fit, 'fit'),
      `fit = 100 · (${ASKED.map(({ points }) => short(points)).join(' + ')}) / (${ASKED.map(({ best }) => best).join(' + ')}) = ${FIT_BY_FORMULA}.`,
      `Confidence: ${known.join(' + ')} of the ${all} points that all criteria can give rest on something known, ${Math.round((100 * sum(known)) / all)} %.`,
    ].join('\n\n');
  },
  dates: () => {
    const day = '2027-01-31';
    const rows = DATE_CONDITIONS.map(([words, when]) => {
      const verdict = judgeProperty(when, day, NOW, 'UTC');
      return [words, verdict === 'true' ? 'yes' : 'no'];
    });
    return `The contract of a company ends on ${markDate(day)}, and today is ${markDay(NOW)}:\n\n${writeTable(['condition', 'holds'], rows)}`;
  },
  'engagement-model': () =>
    writeTable(
      ['what they do', 'channel', 'points', 'half-life, days'],
      ACTIVITY_TYPES.filter((type) => engagement.weights[type].points > 0).map((type) => {
        const { channel, points, halfLifeDays } = engagement.weights[type];
        return [ACTIVITY_KINDS[type].word, channel, points, halfLifeDays];
      }),
    ),
  'engagement-limits': () =>
    [
      `- Of one kind, one person and one day the latest ${engagement.dailyLimit} count.`,
      `- A channel gives a person at most ${engagement.channelCap} points, all channels together ${engagement.personCap}.`,
      `- A role that a person set weighs: ${Object.entries(engagement.roleWeights)
        .map(([role, weight]) => `${ROLE_LABELS[role as RoleId].toLowerCase()} × ${weight}`)
        .join(', ')}; everybody else × 1.`,
      `- People are added up from the most engaged on, each counting ${engagement.depthDecay} of the one before: that is the depth D.`,
      `- engagement = 100 · (1 − 2^(−D / ${engagement.halfScoreDepth})), so a depth of ${engagement.halfScoreDepth} scores 50.`,
    ].join('\n'),
  'engagement-example': () =>
    `${writeTable(
      ['person', 'what is left of it today', 'role', 'together'],
      PEOPLE.map(({ name, parts, weight, sum }) => [
        name,
        parts
          .map(
            ({ type, points, halfLifeDays, age, left }) =>
              `${ACTIVITY_KINDS[type].word} ${age} days ago: ${points} · 2^(−${age}/${halfLifeDays}) = ${short(left)}`,
          )
          .join('; '),
        `× ${weight}`,
        short(sum),
      ]),
    )}\n\nD = ${PEOPLE.map(({ sum }, index) => (index === 0 ? short(sum) : `${short(engagement.depthDecay ** index)} · ${short(sum)}`)).join(' + ')} = ${short(DEPTH)}; engagement = 100 · (1 − 2^(−${short(DEPTH)} / ${engagement.halfScoreDepth})) = ${ENGAGEMENT_BY_FORMULA}.\n\n${linesOf(RESULT.engagement, 'engagement')}`,
  'intent-model': () =>
    `${writeTable(
      ['source', 'weight'],
      [...Object.entries(intent.sourceWeights), ['any other', intent.defaultWeight]],
    )}\n\nA signal is worth weight · strength / 100 · 2^(−age / ${intent.halfLifeDays} days), and intent = 100 · (1 − the product of (1 − worth)).`,
  'intent-example': () =>
    `${writeTable(
      ['source', 'strength', 'worth today'],
      SIGNALS.map(({ source, strength, age, weight, worth }) => [
        source,
        strength,
        `${weight} · ${strength / 100} · 2^(−${age}/${intent.halfLifeDays}) = ${short(worth, 3)}`,
      ]),
    )}\n\nintent = 100 · (1 − ${SIGNALS.map(({ worth }) => `(1 − ${short(worth, 3)})`).join(' · ')}) = ${INTENT_BY_FORMULA}.\n\n${linesOf(RESULT.intent, 'intent')}`,
  'intent-half-life': () => {
    const own = { ...intent, sourceHalfLives: { [LASTING.source]: LASTING.days } };
    const { lines, total } = scoreIntent(EXAMPLE.signals, own, NOW);
    const signal = SIGNALS.find(({ source }) => source === LASTING.source);
    if (signal === undefined) throw new Error('the example has no such signal');
    const worth = ((signal.weight * signal.strength) / 100) * 2 ** (-signal.age / LASTING.days);
    return `With ${LASTING.days} days for ${LASTING.source} its signal would be worth ${signal.weight} · ${signal.strength / 100} · 2^(−${signal.age}/${LASTING.days}) = ${short(worth, 3)}, intent would be ${total}, and the line would read “${lines[0]?.evidence}”.`;
  },
  'coverage-model': () => {
    const roles = [...new Set(Object.values(committee.requiredRoles).flatMap((each) => each.map(({ role }) => role)))];
    const weightIn = (tier: 1 | 2 | 3, role: RoleId): string | number =>
      committee.requiredRoles[tier].find((each) => each.role === role)?.weight ?? '–';
    return writeTable(
      ['role', 'weight in Tier 1', 'in Tier 2', 'in Tier 3'],
      roles.map((role) => [ROLE_LABELS[role], weightIn(1, role), weightIn(2, role), weightIn(3, role)]),
    );
  },
  'coverage-states': () =>
    [
      writeTable(
        ['state of a role', 'counts'],
        Object.entries(STATE_VALUE).flatMap(([state, value]) =>
          state === 'suggested'
            ? [
                ['suggested by a title alone, and in touch', SUGGESTED_AND_ACTIVE],
                ['suggested by a title alone', value],
              ]
            : [[state, value]],
        ),
      ),
      '',
      `Engaged is who acted in the last ${committee.engagedWithinDays} days, reached whom either side touched in the last ${committee.reachedWithinDays}; a role that a person set is stale after ${committee.staleRoleMonths} months. How sure it is that somebody holds a role: ${Object.entries(
        EVIDENCE_STRENGTH,
      )
        .map(([source, strength]) => `${source.replaceAll('_', ' ')} ${Math.round(100 * strength)} %`)
        .join(', ')}; several sources make it surer.`,
    ].join('\n'),
  'coverage-example': () => {
    const terms = REQUIRED.map(({ weight, value }) => `${weight} · ${short(value, 3)}`).join(' + ');
    const weights = sum(REQUIRED.map(({ weight }) => weight));
    return `${linesOf(RESULT.committee.coverage, 'coverage')}\n\ncoverage = 100 · (${terms}) / ${weights} = ${COVERAGE_BY_FORMULA}.`;
  },
  'stage-model': () =>
    `${writeTable(
      ['stage', 'definition'],
      stage.stages.map(({ label, definition }) => [label, definition]),
    )}\n\nAn account falls back only when it misses its stage by more than ${stage.fallbackMargin} points for ${stage.fallbackDwellDays} days.`,
  'stage-example': () => {
    const held = stage.stages.find(({ id }) => id === RESULT.stage.id);
    return `${EXAMPLE.name} is in **${held?.label}**: ${held?.definition}`;
  },
  'tier-model': () =>
    `${writeTable(
      ['tier', 'seats', 'fit of at least'],
      tiering.rules.map(({ tier, seats, fitFloor }) => [tier, seats.toLocaleString('en-US'), fitFloor]),
    )}\n\npriority = ${TERMS.map(([name, weight]) => `${weight} · ${name}`).join(' + ')}. A holder defends its tier with ${tiering.incumbencyBonus} points more, and keeps it for ${tiering.dwellDays} days unless it is disqualified or its fit falls more than ${tiering.dwellEndsUnderFloor} under the floor.`,
  'tier-example': () =>
    [
      `Deal potential: the open deal of ${markNumber(DEAL.amount ?? 0)} at ${Math.round(100 * (DEAL.probability ?? 0))} %, where the typical deal is ${markNumber(TYPICAL_DEAL)}, gives ${DEAL.probability} · ${markNumber(DEAL.amount ?? 0)} / (${markNumber(DEAL.amount ?? 0)} + ${markNumber(TYPICAL_DEAL)}) = ${DEAL_POTENTIAL_BY_FORMULA} of 100.`,
      `priority = ${TERMS.map(([, weight, value]) => `${weight} · ${value}`).join(' + ')} = ${short(PRIORITY_BY_FORMULA)}. Its reason reads: “${ASSIGNMENT.reason}”.`,
    ].join('\n\n'),
};
