/**
 * What the words of intent vendors' properties are worth, 0–100. Levels and 6sense's buying stages in their own order,
 * spread evenly; what a vendor says in other words is not guessed.
 */
const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    none: 0,
    no: 0,
    false: 0,
    'no intent': 0,
    'very low': 10,
    low: 25,
    cold: 25,
    medium: 50,
    moderate: 50,
    warm: 50,
    high: 75,
    hot: 75,
    'hot (new)': 75,
    yes: 75,
    true: 75,
    surging: 75,
    'very high': 100,
    target: 10,
    awareness: 25,
    consideration: 50,
    decision: 75,
    purchase: 100,
  }),
);

/**
 * The strength (0–100) of a mapped intent property's value: numbers as they are, clamped; words by the table above
 * (whatever their case, `_` and `-` read as spaces, a trailing "intent" or "stage" left out).
 * @returns `null` for an unset value, and for words that are not known
 */
export function intentStrength(value: string | null): number | null {
  const text = (value ?? '').trim().toLowerCase();
  if (text === '') return null;
  const number = Number(text.replace(/%$/, ''));
  if (Number.isFinite(number)) return Math.min(100, Math.max(0, number));
  const words = text.replaceAll(/[_-]+/g, ' ');
  return WORDS.get(words) ?? WORDS.get(words.replace(/ (intent|stage)$/, '')) ?? null;
}
