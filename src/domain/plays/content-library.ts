import { compareText } from '../compare-text.ts';
import { ROLE_IDS, type RoleId } from '../facts.ts';
import type { StageId } from '../stage/stage-ids.ts';
import type { Trials } from '../statistics/proportion.ts';
import { findPerson } from './account-moments.ts';
import type { LibraryText } from './library-text.ts';
import { STARTER_TEXTS } from './starter-texts.ts';
import { resolveText, type MergeFields } from './merge-fields.ts';
import type { PlayContext, PlayStep } from './play-types.ts';

/** What a text is picked for. */
interface Fitting {
  role: RoleId | null;
  stage: StageId;
  industry: string | null;
}

/** A text nobody rated is taken to help every second time. */
const PRIOR = { a: 1, b: 1 };

/** A portal's library: the texts that ship, with its own beside or in place of them. */
export function listLibrary(own: readonly (LibraryText & { archived: boolean })[]): LibraryText[] {
  const ids = new Set(own.map(({ textId }) => textId));
  const kept = own.filter(({ archived }) => !archived).map(({ archived: _archived, ...text }) => text);
  return [...STARTER_TEXTS.filter(({ textId }) => !ids.has(textId)), ...kept];
}

/** What texts for these people of the account are picked by: the play's role, else the likeliest of the first person (of equal ones the first of ROLE_IDS). */
export function fitTo({ facts, result }: PlayContext, contactIds: readonly string[], role: RoleId | null): Fitting {
  const first = findPerson(facts, contactIds[0] ?? '');
  const held = result.committee.roles
    .flatMap(({ role: each, candidates }) =>
      candidates
        .filter(({ contactId }) => contactId === first?.contactId)
        .map(({ confidence }) => ({ each, confidence })),
    )
    .sort((a, b) => b.confidence - a.confidence || ROLE_IDS.indexOf(a.each) - ROLE_IDS.indexOf(b.each));
  const industry = facts.properties['industry'] ?? null;
  return { role: role ?? held[0]?.each ?? null, stage: result.stage.id, industry };
}

/**
 * The library's text for a step: of its channel, fitting by at least one of role, stage and industry, with
 * every field known; the closest fit first, of equal ones what reps found most helpful. `null` where none is.
 */
export function pickText(
  step: PlayStep,
  fitting: Fitting,
  fields: MergeFields,
  library: readonly LibraryText[],
): { textId: string; resolvedText: string } | null {
  const [best] = library
    .filter(({ channel }) => channel === step.channel)
    .flatMap((text) => {
      const closeness = measureFit(text, fitting);
      const resolvedText = closeness === 0 ? null : resolveText(text.text, fields);
      return resolvedText === null ? [] : [{ text, closeness, resolvedText }];
    })
    .sort(
      (a, b) =>
        b.closeness - a.closeness ||
        meanOf(b.text.ratings) - meanOf(a.text.ratings) ||
        compareText(a.text.textId, b.text.textId),
    );
  return best === undefined ? null : { textId: best.text.textId, resolvedText: best.resolvedText };
}

/** In what an account is another than those a text is made for: no play takes it there. */
export function findMisfits(
  text: Pick<LibraryText, 'stage' | 'industry'>,
  { stage, industry }: Pick<Fitting, 'stage' | 'industry'>,
): ('stage' | 'industry')[] {
  const isOfAnother = text.industry !== null && normalise(text.industry) !== normalise(industry ?? '');
  return [
    ...(text.stage !== null && text.stage !== stage ? (['stage'] as const) : []),
    ...(isOfAnother ? (['industry'] as const) : []),
  ];
}

/** Whether a text may be taken there: it is made for one of role, stage and industry at least, and for no other. */
export function isFit(text: LibraryText, fitting: Fitting): boolean {
  return measureFit(text, fitting) > 0;
}

/** How many of role, stage and industry it is made for; 0 where one of them is another. */
function measureFit(text: LibraryText, { role, stage, industry }: Fitting): number {
  const keys = [
    [text.role, role],
    [text.stage, stage],
    [text.industry === null ? null : normalise(text.industry), industry === null ? null : normalise(industry)],
  ];
  if (keys.some(([wanted, is]) => wanted !== null && wanted !== is)) return 0;
  return keys.filter(([wanted]) => wanted !== null).length;
}

/** How likely somebody finds a text helpful, 0–1: the mean of the posterior, from an even prior (0.5 for a text nobody rated). */
export function meanOf({ successes, n }: Trials): number {
  return (PRIOR.a + successes) / (PRIOR.a + PRIOR.b + n);
}

function normalise(industry: string): string {
  return industry.trim().toLowerCase().replaceAll('_', ' ');
}
