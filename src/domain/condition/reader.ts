/** What is wrong with a part of an input, where, and what is expected. */
export interface Fault {
  path: string;
  problem: string;
}

type Presence = 'required' | 'optional';

/** Looks through one object of an input from outside and gathers what is wrong with it. */
export class Reader {
  readonly #value: unknown;
  readonly #path: string;
  readonly #faults: Fault[];

  constructor(value: unknown, path: string, faults: Fault[]) {
    this.#value = value;
    this.#path = path;
    this.#faults = faults;
  }

  fault(problem: string, key?: string): void {
    const path = key === undefined ? this.#path : join(this.#path, key);
    this.#faults.push({ path: path === '' ? '(whole)' : path, problem });
  }

  isObject(): boolean {
    const yes = typeof this.#value === 'object' && this.#value !== null && !Array.isArray(this.#value);
    if (!yes) this.fault(`is ${describe(this.#value)}: expected an object`);
    return yes;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#value as object, key) && this.#get(key) !== undefined;
  }

  is(key: string, value: unknown): boolean {
    return this.#get(key) === value;
  }

  /** These keys and no others. */
  allow(...keys: string[]): void {
    for (const key of Object.keys(this.#value as object)) {
      if (!keys.includes(key)) this.fault(`is not known here: expected ${keys.join(', ')}`, key);
    }
  }

  oneOf(key: string, options: readonly string[]): void {
    const value = this.#get(key);
    if (!options.some((option) => option === value)) {
      this.fault(`is ${describe(value)}: expected one of ${options.join(', ')}`, key);
    }
  }

  listOf(key: string, options: readonly (string | number)[], presence: Presence = 'required'): void {
    const value = this.#get(key);
    if (value === undefined && presence === 'optional') return;
    if (!Array.isArray(value) || value.length === 0) return this.fault('is no list with anything in it', key);
    for (const [index, item] of value.entries()) {
      if (!options.includes(item as string)) {
        this.fault(`is ${describe(item)}: expected one of ${options.join(', ')}`, `${key}[${index}]`);
      }
    }
  }

  number(key: string, least: number, most: number, presence: Presence = 'optional'): void {
    const value = this.#get(key);
    if (value === undefined && presence === 'optional') return;
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      this.fault(`is ${describe(value)}: expected a number from ${least} to ${most}`, key);
    }
  }

  text(key: string): void {
    const value = this.#get(key);
    if (typeof value !== 'string' || value.trim() === '') this.fault(`is ${describe(value)}: expected a text`, key);
  }

  /** A day of the calendar. */
  date(key: string): void {
    const value = this.#get(key);
    if (typeof value !== 'string' || !isDate(value)) {
      this.fault(`is ${describe(value)}: expected a day such as 2026-11-20`, key);
    }
  }

  words(key: string, presence: Presence = 'required'): void {
    const value = this.#get(key);
    if (value === undefined && presence === 'optional') return;
    const fine =
      Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string' && word.trim() !== '');
    if (!fine) this.fault('is no list of words', key);
  }

  needsOneOf(...keys: string[]): void {
    if (!keys.some((key) => this.has(key))) this.fault(`asks for nothing: give ${keys.join(' or ')}`);
  }

  /** Where both are given the first lies under the second. */
  ascends(low: string, high: string, same?: 'same'): void {
    const [from, to] = [this.#get(low), this.#get(high)];
    if (typeof from !== 'number' || typeof to !== 'number') return;
    if (from > to || (from === to && same === undefined))
      this.fault(`${from} is not under ${high} ${to}: nothing could hold`, low);
  }

  child(key: string, check: (child: Reader) => void): void {
    const child = new Reader(this.#get(key), join(this.#path, key), this.#faults);
    if (child.isObject()) check(child);
  }

  children(key: string, check: (child: Reader) => void): void {
    const value = this.#get(key);
    if (!Array.isArray(value) || value.length === 0) return this.fault('is no list with anything in it', key);
    for (const [index, item] of value.entries())
      check(new Reader(item, join(this.#path, `${key}[${index}]`), this.#faults));
  }

  #get(key: string): unknown {
    return (this.#value as Record<string, unknown>)[key];
  }
}

/** `2026-02-30` is none. */
function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(value).slice(0, 60);
}
