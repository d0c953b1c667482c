import { BEGINNINGS, kindOf, type Condition, type Place } from './condition-kinds.ts';

/** A condition while it is edited: a group, one with a form, or one written as JSON. */
export type Draft = Group | { form: Condition } | { written: string };

export interface Group {
  how: How;
  parts: readonly Draft[];
}

export type How = 'all' | 'any' | 'none';

/** What was wrong with a condition: where (`all.0.score`), and what is expected there. */
export interface ConditionFault {
  path: string;
  problem: string;
}

export const NEW_DRAFT: Draft = { form: BEGINNINGS.score };

/** A stored or unfinished condition as the editor represents it: always a group, with one condition if it is not a list. */
export function toGroup(condition: unknown, place: Place): Group {
  const draft = toDraft(condition, place);
  return 'how' in draft ? draft : { how: 'all', parts: [draft] };
}

function toDraft(condition: unknown, place: Place): Draft {
  if (typeof condition === 'string') return { written: condition };
  const { all, any, not } = condition as { all?: unknown[]; any?: unknown[]; not?: { any?: unknown[] } };
  const each = (parts: readonly unknown[]): Draft[] => parts.map((part) => toDraft(part, place));
  if (all !== undefined) return { how: 'all', parts: each(all) };
  if (any !== undefined) return { how: 'any', parts: each(any) };
  if (not !== undefined) return { how: 'none', parts: each(not.any ?? [not]) };
  const isHeld = kindOf(condition as Condition, place) !== null;
  return isHeld ? { form: condition as Condition } : { written: JSON.stringify(condition) };
}

/** The condition to be stored; `null` if a typed part is not JSON. */
export function fromGroup(group: Group): unknown {
  try {
    return fromDraft(group, JSON.parse);
  } catch {
    return null;
  }
}

/** The condition to be continued later: a typed part that is not JSON yet is kept as it is. */
export function toUnfinished(group: Group): unknown {
  return fromDraft(group, (written) => {
    try {
      return JSON.parse(written);
    } catch {
      return written;
    }
  });
}

function fromDraft(draft: Draft, parse: (written: string) => unknown): unknown {
  if ('form' in draft) return draft.form;
  if ('written' in draft) return parse(draft.written);
  const parts = draft.parts.map((part) => fromDraft(part, parse));
  const [only] = parts;
  if (draft.how === 'none') return { not: parts.length === 1 ? only : { any: parts } };
  return parts.length === 1 ? only : { [draft.how]: parts };
}

/** The path of a part of a group in the condition that {@link fromGroup} builds, given the path of the group. */
export function pathOfPart(group: Group, path: string, index: number): string {
  const isOnly = group.parts.length === 1;
  if (group.how === 'none') return join(path, isOnly ? 'not' : `not.any.${index}`);
  return isOnly ? path : join(path, `${group.how}.${index}`);
}

export function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** Reads a value of a condition by its path. */
export function readAt(condition: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((held, name) => (held as Condition | undefined)?.[name], condition);
}

/** The condition with another value at a path; `undefined` removes it. */
export function writeAt(condition: Condition, path: readonly string[], value: unknown): Condition {
  const [name = '', ...rest] = path;
  const written = rest.length === 0 ? value : writeAt((condition[name] ?? {}) as Condition, rest, value);
  const { [name]: _former, ...others } = condition;
  return written === undefined ? others : { ...others, [name]: written };
}
