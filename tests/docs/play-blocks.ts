import { classifyTitle } from '../../src/domain/committee/classify-title.ts';
import { ROLE_LABELS } from '../../src/domain/committee/role-labels.ts';
import { suggestRoles } from '../../src/domain/committee/suggest-roles.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { compareOutcomes } from '../../src/domain/plays/compare-outcomes.ts';
import { describeAim } from '../../src/domain/plays/play-aim.ts';
import { PLAYS } from '../../src/domain/plays/play-registry.ts';
import { tier1WithoutSponsor } from '../../src/domain/plays/plays/tier-1-without-sponsor.ts';
import { meanOfPosterior, rankPlay } from '../../src/domain/plays/rank-play.ts';
import { CONTACT_REST_DAYS } from '../../src/domain/plays/suppress-play.ts';
import { EXPIRES_AFTER_DAYS } from '../../src/domain/target-list/decide-proposal.ts';
import { DECISION_STANDS_DAYS } from '../../src/domain/target-list/proposal.ts';
import { markShare } from '../../src/domain/marked-values.ts';
import { MOST_A_DAY } from '../../src/sync/plays/start-due-plays.ts';
import { NOW } from '../fixtures/account-facts.ts';
import { EXAMPLE, PLAY_RUNS, RESULT } from './scoring-example.ts';
import { short } from './scoring-blocks.ts';
import { writeTable } from './write-table.ts';

/** Titles whose reading is worth a line. */
const TITLES = [
  'Chief Financial Officer',
  'VP Finance',
  'Head of IT',
  'Leiterin Einkauf',
  'General Counsel',
  'Assistant to the CEO',
  'Account Executive',
];

/** A play that does less than nothing, and one that is too young to say. */
const WORSE = { playId: 'a', runs: { successes: 2, n: 40 }, notRun: { successes: 18, n: 60 } };
const YOUNG = { playId: 'b', runs: { successes: 1, n: 12 }, notRun: { successes: 9, n: 30 } };

const HIT = tier1WithoutSponsor.look({ facts: EXAMPLE, result: RESULT, model: defaultModel, now: NOW });
const POSTERIOR = meanOfPosterior(tier1WithoutSponsor, PLAY_RUNS);

/** The blocks of docs/scoring.md about people, the list and plays, by their names. */
export const PLAY_BLOCKS: Readonly<Record<string, () => string>> = {
  titles: () =>
    writeTable(
      ['title', 'seniority', 'function', 'suggests'],
      TITLES.map((title) => {
        const titleClass = classifyTitle(title);
        const roles = suggestRoles(titleClass, title).map(
          ({ role, confidence }) => `${ROLE_LABELS[role]} (${markShare(confidence)})`,
        );
        return [title, titleClass.seniority ?? '', titleClass.jobFunction ?? '', roles.join(', ') || '–'];
      }),
    ),
  list: () =>
    `A proposal that waits for ${EXPIRES_AFTER_DAYS} days is closed; what people decided stands against the scores for ${DECISION_STANDS_DAYS} days.`,
  aims: () =>
    writeTable(
      ['play', 'aims at'],
      PLAYS.map((play) => [play.name, describeAim(play)]),
    ),
  'play-limits': () =>
    [
      `- Somebody whom we wrote to, called or met in the last ${CONTACT_REST_DAYS} days is left alone, and nobody is in two plays at a time.`,
      `- A play that starts by itself starts at ${MOST_A_DAY} accounts a day at most, the best ranked first, and once for each time that it becomes due.`,
    ].join('\n'),
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
  retirement: () => {
    const { retire, verdict, runs, notRun } = compareOutcomes(WORSE);
    const young = compareOutcomes(YOUNG);
    return [
      `A play reached its aim in ${runs.successes} of ${runs.n} runs, and where it was due and nobody ran it the same came about in ${notRun.successes} of ${notRun.n} cases. The verdict is “${verdict}”, and the proposal to retire it reads: “${retire}”`,
      `Another one reached it in ${young.runs.successes} of ${young.runs.n} runs, without it ${young.notRun.successes} of ${young.notRun.n}: “${young.verdict}”.`,
    ].join('\n\n');
  },
};
