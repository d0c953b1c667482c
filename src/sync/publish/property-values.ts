import type { Explained } from '../../domain/explanation.ts';
import type { AccountResult } from '../../domain/scores.ts';
import { withoutPlace } from '../../domain/tiering/give-reason.ts';
import { writePlain } from '../../domain/write-plain.ts';

/** Values of the app's company properties as HubSpot takes them: strings, `''` clears. */
export type PropertyValues = Readonly<Record<string, string>>;

/** Everything the published values of one account are made of. */
export interface PublishedAccount {
  result: AccountResult;
  nextPlay: string | null;
  scoredAt: number;
  /** A play with a step for the ads segment is running. */
  forAds: boolean;
}

const REASON_LINES_PER_SCORE = 3;
/** HubSpot holds 65,536 characters in a text property; a reader of a list view wants far fewer. */
const REASONS_MAX_LENGTH = 2_000;

const NUMBERS = ['roundtable_fit', 'roundtable_engagement', 'roundtable_intent', 'roundtable_coverage'] as const;

/** The values of an account but for its place among the others. */
export type ComputedValues = PropertyValues;

/** The company properties of one account, every property of `app.json`; days are those of the portal's `timeZone`. */
export function propertyValues(account: PublishedAccount, timeZone: string): PropertyValues {
  return withPosition(computedValues(account), { ...account.result, forAds: account.forAds }, timeZone);
}

/** What a computation of an account says of its properties: all but its tier, which all accounts decide. */
export function computedValues({ result, nextPlay, scoredAt }: Omit<PublishedAccount, 'forAds'>): ComputedValues {
  return {
    roundtable_stage: result.stage.id,
    roundtable_fit: numberValue(result.fit.total),
    roundtable_engagement: numberValue(result.engagement.total),
    roundtable_intent: numberValue(result.intent.total),
    roundtable_coverage: numberValue(result.committee.coverage.total),
    roundtable_missing_roles: result.committee.missingRoles.join(';'),
    roundtable_risks: result.committee.risks.map((risk) => risk.id).join(';'),
    roundtable_next_play: nextPlay ?? '',
    roundtable_reasons: reasonsText(result),
    roundtable_surging: String(result.engagement.surging),
    roundtable_trend: result.engagement.trend,
    roundtable_scored_at: new Date(scoredAt).toISOString(),
  };
}

/** All values of an account, with where tiers and plays put it; days are those of the portal's `timeZone`. */
export function withPosition(
  values: ComputedValues,
  { tier, tierReason, forAds }: Pick<AccountResult, 'tier' | 'tierReason'> & { forAds: boolean },
  timeZone: string,
): PropertyValues {
  const told = [tierReason, values['roundtable_reasons'] ?? ''].filter((part) => part !== '').join('\n');
  const reasons = writePlain(told, timeZone);
  return {
    ...values,
    roundtable_tier: tier === null ? '' : `tier_${tier}`,
    roundtable_for_ads: forAds ? 'true' : '',
    roundtable_reasons: reasons.length <= REASONS_MAX_LENGTH ? reasons : `${reasons.slice(0, REASONS_MAX_LENGTH - 1)}…`,
  };
}

/**
 * Which values must be written, given what was published last; `null` where nothing must. A number that moved by less
 * than a point waits until something else is written, as do the time of scoring, the lines of the scores and the place
 * in the reason of the tier. A time of scoring that HubSpot was not given, or that was forgotten, does not wait.
 * `overwritten` are written whatever they are.
 */
export function changedValues(
  desired: PropertyValues,
  published: Readonly<Record<string, string | null>> | null,
  overwritten: ReadonlySet<string> = new Set(),
): PropertyValues | null {
  if (published === null) return desired;
  const differs = (name: string): boolean => overwritten.has(name) || desired[name] !== published[name];
  const changed = Object.keys(desired).filter(differs);
  const isReason = (name: string): boolean =>
    overwritten.has(name) || isReasonToPublish(name, desired[name], published[name] ?? '');
  if (!changed.some(isReason)) return null;
  return Object.fromEntries(changed.map((name) => [name, desired[name] ?? '']));
}

function isReasonToPublish(name: string, desired = '', published = ''): boolean {
  if (name === 'roundtable_scored_at') return published === '';
  // Empty says no: a portal that never held it is not written to just for that.
  if (name === 'roundtable_for_ads') return desired !== published;
  if (name === 'roundtable_reasons') return tierLine(desired) !== tierLine(published);
  if (!NUMBERS.some((number) => number === name)) return true;
  return desired === '' || published === '' || Math.abs(Number(desired) - Number(published)) >= 1;
}

/** What the reasons say first: the tier. */
function tierLine(reasons: string): string {
  return withoutPlace(reasons.split('\n', 1)[0] ?? '');
}

function numberValue(value: number | null): string {
  return value === null ? '' : String(value);
}

function reasonsText(result: AccountResult): string {
  return [
    scoreText('Fit', result.fit),
    scoreText('Engagement', result.engagement),
    scoreText('Intent', result.intent),
    scoreText('Coverage', result.committee.coverage),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function scoreText(label: string, score: Explained): string {
  if (score.total === null) return '';
  const strongest = score.lines
    .filter((line) => line.points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, REASON_LINES_PER_SCORE)
    .map((line) => `${line.points > 0 ? '+' : '−'}${Math.abs(line.points)} ${line.label}`);
  return `${label} ${score.total}${strongest.length > 0 ? `: ${strongest.join(', ')}` : ''}`;
}
