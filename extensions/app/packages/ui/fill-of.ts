/** How full a progress bar is. With an unknown total it stays empty: a full one would say that the work is done. */
export function fillOf(done: number, total: number | null): { value: number; maxValue: number } {
  return total === null || total === 0 ? { value: 0, maxValue: 1 } : { value: done, maxValue: total };
}
