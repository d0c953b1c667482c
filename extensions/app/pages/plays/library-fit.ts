import { capitalize } from 'roundtable-ui/formats.ts';
import type { LibraryPageData, ListedText, TextData } from './library-data.ts';

/** What a text is looked for; `null` for any. */
export interface Wanted {
  role: string | null;
  stage: string | null;
  /** HubSpot's value or label. */
  industry: string | null;
  channel: string | null;
}

/** Whether a combination has a text of its own, one that fits more than it, or none. */
export type Standing = 'own' | 'general' | 'none';

/** How a role at a stage stands, in one industry or (`null`) in those that have no text of their own. */
export function judgePlace(texts: readonly ListedText[], place: Wanted): { standing: Standing; count: number } {
  const fitting = texts.filter(
    (text) =>
      isAny(text.channel, place.channel) &&
      covers(text.role, place.role) &&
      covers(text.stage, place.stage) &&
      covers(text.industry, place.industry),
  );
  const isOwn = (text: ListedText): boolean =>
    text.role !== null && text.stage !== null && (text.industry !== null || place.industry === null);
  const own = fitting.filter(isOwn).length;
  if (own > 0) return { standing: 'own', count: own };
  return { standing: fitting.length > 0 ? 'general' : 'none', count: fitting.length };
}

/** The texts that may be taken for what is wanted, and hold these words, by title. */
export function findTexts(texts: readonly ListedText[], wanted: Wanted, words: string): ListedText[] {
  const looked = words.trim().toLowerCase();
  return texts
    .filter(
      (text) =>
        isAny(text.channel, wanted.channel) &&
        isAny(text.role, wanted.role) &&
        isAny(text.stage, wanted.stage) &&
        isAny(text.industry, wanted.industry) &&
        `${text.title} ${text.text}`.toLowerCase().includes(looked),
    )
    .sort((a, b) => a.title.localeCompare(b.title));
}

/** How many target accounts are at a stage, of one industry or of all. */
export function countAccounts(places: LibraryPageData['places'], stage: string, industry: string | null): number {
  const there = places.filter(
    (place) => place.stage === stage && (industry === null || isSame(place.industry ?? '', industry)),
  );
  return there.reduce((sum, { accounts }) => sum + accounts, 0);
}

/** The industries of target accounts and of texts, those with most accounts first. */
export function listIndustries({ places, texts }: LibraryPageData): { value: string; accounts: number }[] {
  const accounts = new Map<string, number>();
  const add = (industry: string | null, count: number): void => {
    if (industry !== null) accounts.set(normalise(industry), (accounts.get(normalise(industry)) ?? 0) + count);
  };
  for (const place of places) add(place.industry, place.accounts);
  for (const { industry } of texts) add(industry, 0);
  return [...accounts]
    .map(([value, count]) => ({ value, accounts: count }))
    .sort((a, b) => b.accounts - a.accounts || a.value.localeCompare(b.value));
}

/** What a text may be for, by name: the industries that companies have, those of texts, and what was set before. */
export function listIndustryChoices(data: LibraryPageData, held: string | null): { value: string; label: string }[] {
  const all = [...data.industries, ...listIndustries(data).map(({ value }) => value), held ?? ''];
  return [...new Set(all.map(keyOfIndustry))]
    .filter((value) => value !== '')
    .map((value) => ({ value, label: wordIndustry(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** How an industry is known in choices; `` for none. */
export function keyOfIndustry(industry: string | null): string {
  return normalise(industry ?? '');
}

/** "Computer software" of HubSpot's `COMPUTER_SOFTWARE`. */
export function wordIndustry(industry: string): string {
  const words = normalise(industry);
  return capitalize(words);
}

/** What is written of a listed text. */
export function toTextData({ role, stage, industry, channel, title, text }: ListedText): TextData {
  return { role, stage, industry, channel, title, text, archived: false };
}

function isAny(of: string | null, wanted: string | null): boolean {
  return of === null || wanted === null || isSame(of, wanted);
}

function covers(of: string | null, place: string | null): boolean {
  return of === null || (place !== null && isSame(of, place));
}

function isSame(one: string, other: string): boolean {
  return normalise(one) === normalise(other);
}

function normalise(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}
