/** A repeatable source of choices: the same seed gives the same sequence. */
export interface Random {
  /** In [0, 1). */
  next: () => number;
  /** A whole number from `min` to `max`, inclusive. */
  int: (min: number, max: number) => number;
  chance: (probability: number) => boolean;
  /** One of `items`, which must not be empty. */
  pick: <T>(items: readonly T[]) => T;
  /** One of `items` by weight. */
  pickWeighted: <T extends { weight: number }>(items: readonly T[]) => T;
  /** `count` different items, or all of them if there are fewer, in random order. */
  sample: <T>(items: readonly T[], count: number) => T[];
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough for data that only has to look natural. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[int(0, items.length - 1)] as T;
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick,
    pickWeighted: (items) => {
      let rest = next() * items.reduce((sum, item) => sum + item.weight, 0);
      return items.find((item) => (rest -= item.weight) < 0) ?? pick(items);
    },
    sample: (items, count) => {
      const pool = items.map((item) => ({ item, order: next() })).sort((left, right) => left.order - right.order);
      return pool.slice(0, count).map(({ item }) => item);
    },
  };
}
