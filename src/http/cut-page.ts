/**
 * A page of `size` rows out of `found`, which was asked for with a limit of `size + 1`: only so is it known whether
 * another follows.
 * @returns `last`: the row after which the next page begins, `null` where there is none
 */
export function cutPage<Row>(found: readonly Row[], size: number): { rows: Row[]; last: Row | null } {
  const rows = found.slice(0, size);
  return { rows, last: found.length > size ? (rows.at(-1) ?? null) : null };
}
