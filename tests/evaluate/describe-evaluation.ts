import type { Interval } from '../../src/domain/statistics/proportion.ts';
import type { Auc } from '../../src/domain/statistics/ranking.ts';
import type { Evaluation } from './evaluate-portal.ts';

export interface Section {
  title: string;
  header: string[];
  rows: string[][];
  notes: string[];
}

/** How to read the two figures that are not shares. */
const AUC_SAYS =
  'AUC: of two accounts, one of which came to it and one not, how often the score put the right one first. 0.5 is chance, 1 is always; an interval that holds 0.5 shows nothing.';
const LIFT_SAYS =
  'Lift: how many times as many won among the tenth that scored highest as among all; 1 is no difference.';

/** The figures as tables, each with its n, its interval and what it does not say. */
export function describeEvaluation(evaluation: Evaluation): Section[] {
  return [
    describeFit(evaluation),
    describeEngagement(evaluation),
    ...describeTitles(evaluation),
    describeCoverage(evaluation),
  ];
}

function describeFit({ fit }: Evaluation): Section {
  const title = 'Fit against later wins';
  if (fit === null) return { title, header: [], rows: [], notes: ['The portal has no closed deal.'] };
  const { splitAt, learnt, judged, models } = fit;
  return {
    title,
    header: ['model', 'AUC', '95 %', 'lift of the top tenth', ''],
    rows: models.map(({ name, auc, topLift, note }) => [name, ...showAuc(auc), topLift?.toFixed(2) ?? '–', note]),
    notes: [
      `Learnt from ${learnt.n} accounts with deals closed before ${day(splitAt)} (${learnt.wins} won); judged by ${judged.n} others with deals closed later (${judged.wins} won).`,
      'Properties are those of the export, not of the day of the deal: where winning changes a property, this flatters.',
      AUC_SAYS,
      LIFT_SAYS,
    ],
  };
}

function describeEngagement({ engagement }: Evaluation): Section {
  const { cuts, n, opened, auc, top, activities } = engagement;
  const notes =
    top === null
      ? ['Under 90 days of activity are known: nothing to judge by.']
      : [
          `The tenth with the highest engagement opened ${top.wins} deals in ${top.n} account-months (${percent(top.wins / top.n)}, ${range(top)}), ${top.lift.toFixed(1)} times as many as all.`,
          `${activities.used} of ${activities.all} activities happened before the last of these days: where they are few, nobody could rank by them.`,
          'An account counts in every month it had no open deal; the interval over all takes the months as independent, and is a little too narrow.',
        ];
  return {
    title: 'Engagement against deals opened in the 30 days that follow',
    header: ['scored on', 'accounts', 'opened a deal', 'AUC', '95 %'],
    rows: [
      ...cuts.map((cut) => [day(cut.at), String(cut.n), String(cut.opened), ...showAuc(cut.auc)]),
      ...(cuts.length === 0 ? [] : [['all', String(n), String(opened), ...showAuc(auc)]]),
    ],
    notes,
  };
}

function showShare({ right, n, low, high }: Interval & { right: number; n: number }): string[] {
  return [String(right), String(n), n === 0 ? '–' : percent(right / n), n === 0 ? '–' : range({ low, high })];
}

function describeTitles({ titles }: Evaluation): Section[] {
  if (titles === null) return [];
  return [
    {
      title: 'Job titles against labels',
      header: ['of', 'label', 'right', 'n', 'share', '95 %', 'kept aside: right', 'n', 'share', '95 %'],
      rows: titles.map(({ what, label, aside, ...all }) => [
        what,
        label ?? (what === 'seniority' ? 'all' : 'Technical, Sales-Marketing'),
        ...showShare(all),
        ...showShare(aside),
      ]),
      notes: [
        'Labels that the title tables were tuned on flatter: those of ../shared/data/titles are such. The fifth kept aside (by a hash of the title) is nothing to tune on from now on;',
        'the tables were written without another fifth, whose hash is not recorded, so that titles of this one may have served.',
        'The functions Business and Other are labelled by rank, not by function: they are shown, and no figure is made of them (decision 021).',
      ],
    },
  ];
}

function describeCoverage({ coverage }: Evaluation): Section {
  return {
    title: 'Coverage of the buying committee',
    header: ['coverage', 'Tier 1', 'Tier 2', 'Tier 3', 'no tier'],
    rows: coverage.map(({ label, byTier }) => [
      label,
      ...(['1', '2', '3', 'none'] as const).map((tier) => String(byTier[tier])),
    ]),
    notes: ['Accounts, by the tier that a first run gives them.'],
  };
}

function showAuc(auc: Auc | null): [string, string] {
  return auc === null ? ['–', '–'] : [auc.value.toFixed(3), `${auc.low.toFixed(3)}–${auc.high.toFixed(3)}`];
}

function range({ low, high }: Interval): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)} %`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** `2026-11-22` (UTC) of epoch ms. */
export function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
