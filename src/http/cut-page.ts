/**
 * A page of `size` rows of `found`, which was queried with a limit of `size + 1` to know whether another page follows.
 * @returns `last`: the row after which the next page begins, `null` on the last page
 */
export function cutPage<Row>(found: readonly Row[], size: number): { rows: Row[]; last: Row | null } {
  const rows = found.slice(0, size);
  return { rows, last: found.length > size ? (rows.at(-1) ?? null) : null };
}
