import { EVIDENCE_STRENGTH } from '../../src/domain/committee/fuse-evidence.ts';
import { ROLE_LABELS } from '../../src/domain/committee/role-labels.ts';
import { STATE_VALUE } from '../../src/domain/committee/role-state.ts';
import { ACTIVITY_KINDS } from '../../src/domain/committee/touches.ts';
import type { Explained } from '../../src/domain/explanation.ts';
import { ACTIVITY_TYPES, type RoleId } from '../../src/domain/facts.ts';
import { tier1WithoutSponsor } from '../../src/domain/plays/plays/tier-1-without-sponsor.ts';
import { meanOfPosterior, rankPlay } from '../../src/domain/plays/rank-play.ts';
import { NOW } from '../fixtures/account-facts.ts';
import { ASSIGNMENT, EXAMPLE, MODEL, PLAY_RUNS, RESULT } from './scoring-example.ts';

const DAY_MS = 86_400_000;
const { fit, engagement, intent, committee, stage, tiering } = MODEL;

/** A table of Markdown. */
function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function linesOf({ lines, total }: Explained, name: string): string {
  const rows = lines.map(({ label, points, evidence }) => [label, evidence, points]);
  return table(['line', 'because', 'points'], [...rows, [`**${name}**`, '', `**${total}**`]]);
}

/** `0.35`, `12.3`, `80`: at most so many decimals. */
function short(value: number, decimals = 2): string {
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

const HIT = tier1WithoutSponsor.look({ facts: EXAMPLE, result: RESULT, now: NOW });
const POSTERIOR = meanOfPosterior(tier1WithoutSponsor, PLAY_RUNS);

/** Every block of docs/scoring.md that holds numbers, by its name. */
export const BLOCKS: Readonly<Record<string, () => string>> = {
  'fit-model': () =>
    table(
      ['criterion', 'property', 'bands'],
      fit.criteria.map(({ label, property, bands }) => [
        label,
        `\`${property}\``,
        bands.map((band) => `${band.label}: ${band.points}`).join('; '),
      ]),
    ),
  'fit-example': () => `${linesOf(RESULT.fit, 'fit')}\n\nConfidence: ${Math.round(100 * RESULT.fit.confidence)} %.`,
  'engagement-model': () =>
    table(
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
    `${table(
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
    `${table(
      ['source', 'weight'],
      [...Object.entries(intent.sourceWeights), ['any other', intent.defaultWeight]],
    )}\n\nA signal is worth weight · strength / 100 · 2^(−age / ${intent.halfLifeDays} days), and intent = 100 · (1 − the product of (1 − worth)).`,
  'intent-example': () =>
    `${table(
      ['source', 'strength', 'worth today'],
      SIGNALS.map(({ source, strength, age, weight, worth }) => [
        source,
        strength,
        `${weight} · ${strength / 100} · 2^(−${age}/${intent.halfLifeDays}) = ${short(worth, 3)}`,
      ]),
    )}\n\nintent = 100 · (1 − ${SIGNALS.map(({ worth }) => `(1 − ${short(worth, 3)})`).join(' · ')}) = ${INTENT_BY_FORMULA}.\n\n${linesOf(RESULT.intent, 'intent')}`,
  'coverage-model': () => {
    const roles = [...new Set(Object.values(committee.requiredRoles).flatMap((each) => each.map(({ role }) => role)))];
    const weightIn = (tier: 1 | 2 | 3, role: RoleId): string | number =>
      committee.requiredRoles[tier].find((each) => each.role === role)?.weight ?? '–';
    return table(
      ['role', 'weight in Tier 1', 'in Tier 2', 'in Tier 3'],
      roles.map((role) => [ROLE_LABELS[role], weightIn(1, role), weightIn(2, role), weightIn(3, role)]),
    );
  },
  'coverage-states': () =>
    [
      table(
        ['state of a role', 'counts'],
        Object.entries(STATE_VALUE).map(([state, value]) => [state, value]),
      ),
      '',
      `Engaged is who acted in the last ${committee.engagedWithinDays} days, reached whom either side touched in the last ${committee.reachedWithinDays}; a role that a person set is stale after ${committee.staleRoleMonths} months. How sure it is that somebody holds a role: ${Object.entries(
        EVIDENCE_STRENGTH,
      )
        .map(([source, strength]) => `${source.replaceAll('_', ' ')} ${Math.round(100 * strength)} %`)
        .join(', ')}; several sources make it surer.`,
    ].join('\n'),
  'coverage-example': () => linesOf(RESULT.committee.coverage, 'coverage'),
  'stage-model': () =>
    `${table(
      ['stage', 'definition'],
      stage.stages.map(({ label, definition }) => [label, definition]),
    )}\n\nAn account falls back only when it misses its stage by more than ${stage.fallbackMargin} points for ${stage.fallbackDwellDays} days.`,
  'stage-example': () => {
    const held = stage.stages.find(({ id }) => id === RESULT.stage.id);
    return `${EXAMPLE.name} is in **${held?.label}**: ${held?.definition}`;
  },
  'tier-model': () =>
    `${table(
      ['tier', 'seats', 'fit of at least'],
      tiering.rules.map(({ tier, seats, fitFloor }) => [tier, seats.toLocaleString('en-US'), fitFloor]),
    )}\n\npriority = ${TERMS.map(([name, weight]) => `${weight} · ${name}`).join(' + ')}. A holder defends its tier with ${tiering.incumbencyBonus} points more, and keeps it for ${tiering.dwellDays} days unless its fit falls ${tiering.dwellEndsUnderFloor} under the floor.`,
  'tier-example': () =>
    `priority = ${TERMS.map(([, weight, value]) => `${weight} · ${value}`).join(' + ')} = ${short(PRIORITY_BY_FORMULA)}. Its reason reads: “${ASSIGNMENT.reason}”.`,
  'play-example': () => {
    if (HIT === null) throw new Error('the play of the example is not due');
    const rank = rankPlay(tier1WithoutSponsor, HIT, RESULT, PLAY_RUNS);
    const { a, b } = tier1WithoutSponsor.prior;
    const sponsor = RESULT.committee.roles.find(({ role }) => role === 'EXECUTIVE_SPONSOR');
    const heaviest = Math.max(...RESULT.committee.roles.map(({ weight }) => weight));
    const gap = ((sponsor?.weight ?? 0) / heaviest) * (1 - (sponsor?.value ?? 0));
    const tierWeight = rank / (HIT.urgency * gap * POSTERIOR);
    return [
      `“${tier1WithoutSponsor.name}” is due. It worked in ${PLAY_RUNS.successes} of ${PLAY_RUNS.n} runs here; the play itself begins with ${a} of ${a + b}, so its chance is (${a} + ${PLAY_RUNS.successes}) / (${a + b} + ${PLAY_RUNS.n}) = ${short(POSTERIOR, 3)}.`,
      `The gap is the weight of the sponsor against the weightiest role, ${sponsor?.weight} of ${heaviest}, times what is missing of it, ${short(1 - (sponsor?.value ?? 0), 3)}: ${short(gap, 3)}.`,
      '',
      `rank = urgency ${HIT.urgency} · tier ${short(tierWeight)} · gap ${short(gap, 3)} · chance ${short(POSTERIOR, 3)} = ${short(rank, 3)}.`,
    ].join('\n');
  },
};
