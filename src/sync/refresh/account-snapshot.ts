import { pickExplained, type Explained } from '../../domain/explanation.ts';
import type { AccountOutlook } from '../../domain/outlook/account-outlook.ts';
import type { RecommendedPlay } from '../../domain/plays/play-types.ts';
import type { RestingPlay } from '../../domain/plays/describe-rests.ts';
import type { WorkedPlays } from '../../domain/plays/work-plays.ts';
import type { AccountResult, PersonResult } from '../../domain/scores.ts';
import type { AccountScore, PublishableScore } from '../../storage/accounts/account-scores.ts';
import { computedValues, withPosition, type ComputedValues, type PropertyValues } from '../publish/property-values.ts';

/** What is kept of an account for its card: everything a reader sees, computed before anybody looks. */
export interface AccountSnapshot {
  result: AccountResult;
  outlook: AccountOutlook;
  plays: RecommendedPlay[];
  /** Why others that are due are not offered; `null` where there are none. */
  rests: string | null;
  /** Each of them with why. */
  resting: RestingPlay[];
  nextPlay: string | null;
  scoredAt: number;
}

/** Of a result what stays for weeks. */
interface StoredResult {
  account: Omit<AccountResult, keyof DailyResult['account'] | 'people'> & {
    people: Omit<PersonResult, 'engagement'>[];
  };
  plays: RecommendedPlay[];
  /** Absent where no play rests. */
  rests?: string;
  /** Absent where no play rests, or an earlier release computed it. */
  resting?: RestingPlay[];
}

/** Of a result what moves with every day. */
interface DailyResult {
  account: Pick<AccountResult, 'engagement' | 'intent' | 'stage' | 'dealPotential'>;
  outlook: AccountOutlook;
  values: ComputedValues;
}

/** For each score its lines and its total. */
export type AccountReasons = Record<'fit' | 'engagement' | 'intent' | 'coverage', Explained>;

/** A result as it is stored: what moves with every day apart from the larger part, which a night leaves as it is. */
export function toStored(
  result: AccountResult,
  outlook: AccountOutlook,
  { plays, rests, resting }: Pick<WorkedPlays, 'plays' | 'rests' | 'resting'>,
  scoredAt: number,
): { result: StoredResult; daily: DailyResult } {
  const { engagement, intent, stage, dealPotential, people, ...stays } = result;
  const values = computedValues({ result, nextPlay: plays[0]?.name ?? null, scoredAt });
  return {
    result: {
      account: { ...stays, people: people.map(toStoredPerson) },
      plays,
      ...(rests === null ? {} : { rests }),
      ...(resting.length === 0 ? {} : { resting }),
    },
    daily: { account: { engagement, intent, stage, dealPotential }, outlook, values },
  };
}

function toStoredPerson({ contactId, titleClass, suggestedRoles }: PersonResult): Omit<PersonResult, 'engagement'> {
  return { contactId, titleClass, suggestedRoles };
}

/**
 * The snapshot of a stored score; tier and reason are those of the latest assignment. `null` where the result was erased
 * with a person it named, or kept by an earlier release, and the refresh that follows has not run yet.
 */
export function toSnapshot(
  score: Pick<AccountScore, 'result' | 'daily' | 'tier' | 'tierReason' | 'scoredAt'>,
): AccountSnapshot | null {
  const stored = score.result as StoredResult | null;
  const daily = score.daily as DailyResult | null;
  if (stored === null || daily === null) return null;
  const { byPerson } = daily.account.engagement;
  const people = stored.account.people.map((person) => ({ ...person, engagement: byPerson[person.contactId] ?? 0 }));
  return {
    result: { ...stored.account, ...daily.account, people, tier: score.tier, tierReason: score.tierReason },
    outlook: daily.outlook,
    plays: stored.plays,
    rests: stored.rests ?? null,
    resting: stored.resting ?? [],
    nextPlay: stored.plays[0]?.name ?? null,
    scoredAt: score.scoredAt,
  };
}

/** The values to publish of a stored score, for a portal of that time zone; `null` where {@link toSnapshot} is. */
export function toPropertyValues({ values, ...position }: PublishableScore, timeZone: string): PropertyValues | null {
  return values === null ? null : withPosition(values as DailyResult['values'], position, timeZone);
}

/** The reasons of a stored result, for the export; `null` where {@link toSnapshot} is. */
export function toReasons(score: Pick<AccountScore, 'result' | 'daily'>): AccountReasons | null {
  const snapshot = toSnapshot({ ...score, tier: null, tierReason: '', scoredAt: 0 });
  return snapshot === null ? null : reasonsOf(snapshot.result);
}

function reasonsOf(result: AccountResult): AccountReasons {
  const { fit, engagement, intent, committee } = result;
  return {
    fit: pickExplained(fit),
    engagement: pickExplained(engagement),
    intent: pickExplained(intent),
    coverage: pickExplained(committee.coverage),
  };
}
