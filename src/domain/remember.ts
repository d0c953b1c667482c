/** Longer texts are not kept: they hardly ever come twice. */
const LONGEST = 100;

/**
 * `compute`, which must be pure, with a cache of up to `most` results: thousands of people share a few titles. A full
 * cache is emptied.
 */
export function remember<Result>(compute: (text: string) => Result, most: number): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    const result = compute(text);
    if (known.size >= most) known.clear();
    if (text.length <= LONGEST) known.set(text, result);
    return result;
  };
}
