/** Rows by their key; a value is whatever JSON can tell apart. */
export type Rows = ReadonlyMap<string, unknown>;

/** In words, how what is held differs from what ought to be, one line a row. */
export function listDifferences(what: string, expected: Rows, held: Rows): string[] {
  const keys = [...new Set([...expected.keys(), ...held.keys()])].sort();
  return keys.flatMap((key) => {
    const [right, mirrored] = [expected.get(key), held.get(key)];
    if (mirrored === undefined) return [`${what} ${key} is missing: ${JSON.stringify(right)}`];
    if (right === undefined) return [`${what} ${key} is held and ought not to be: ${JSON.stringify(mirrored)}`];
    const fields = differingFields(right, mirrored);
    return fields.length === 0 ? [] : [`${what} ${key}: ${fields.join(', ')}`];
  });
}

function differingFields(right: unknown, held: unknown, path = ''): string[] {
  if (isRecord(right) && isRecord(held)) {
    const names = [...new Set([...Object.keys(right), ...Object.keys(held)])];
    return names.flatMap((name) => differingFields(right[name], held[name], path === '' ? name : `${path}.${name}`));
  }
  const [wanted, found] = [JSON.stringify(right), JSON.stringify(held)];
  return wanted === found ? [] : [`${path} is ${found}, not ${wanted}`];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
