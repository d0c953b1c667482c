import { isDeepStrictEqual } from 'node:util';
import type { Model } from '../../domain/model/model.ts';
import type { TieringModel } from '../../domain/tiering/tiering-model.ts';
import type { StoredModel } from '../../storage/portal/models.ts';

/** What one version of the model has that another has not. */
export interface VersionDifference {
  /** The version it is compared with. */
  against: number;
  /** Parts of the model that differ, by their names. */
  parts: string[];
  /** Tiers whose seats or floors of fit differ. */
  tiers: TierDifference[];
}

type TierRule = TieringModel['rules'][number];
type TierDifference = Pick<TierRule, 'tier'> & Record<'before' | 'after', Pick<TierRule, 'seats' | 'fitFloor'>>;

/** How a version differs from the one it was made from, else from the one before it; `null` of the first. */
export function compareVersion(
  { model, basedOn }: Pick<StoredModel, 'model' | 'basedOn'>,
  all: readonly Pick<StoredModel, 'model'>[],
): VersionDifference | null {
  const older = all.map((each) => each.model).filter(({ version }) => version < model.version);
  const before = older.find(({ version }) => version === basedOn) ?? older.toSorted(byVersion).at(-1);
  if (before === undefined) return null;
  return { against: before.version, parts: listChangedParts(before, model), tiers: compareTiers(before, model) };
}

/** The parts of the model (`tiering`, `fit` …) that are not the same in both; the version is none. */
export function listChangedParts(before: Model, after: Model): string[] {
  const parts = [...new Set([...Object.keys(after), ...Object.keys(before)])] as (keyof Model)[];
  return parts.filter((part) => part !== 'version' && !isDeepStrictEqual(before[part], after[part]));
}

function compareTiers(before: Model, after: Model): TierDifference[] {
  return after.tiering.rules.flatMap(({ tier, seats, fitFloor }) => {
    const held = before.tiering.rules.find((rule) => rule.tier === tier);
    if (held === undefined || (held.seats === seats && held.fitFloor === fitFloor)) return [];
    return [{ tier, before: { seats: held.seats, fitFloor: held.fitFloor }, after: { seats, fitFloor } }];
  });
}

function byVersion(one: Model, other: Model): number {
  return one.version - other.version;
}
