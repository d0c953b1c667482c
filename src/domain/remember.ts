/** A longer text is hardly met twice. */
const LONGEST = 100;

/** A pure function of a text that keeps its latest results, `most` or fewer: thousands of people share a few titles. */
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
