import { DAY_MS } from 'roundtable-ui/formats.ts';
import type { MeasuredProgram, ProgramGroup } from './program-data.ts';

/** For this many days after its accounts came onto the list, a program cannot have had an effect. */
const FRESH_DAYS = 7;

/** @throws RangeError if the answer lacks a group */
export function groupOf({ groups }: MeasuredProgram, id: ProgramGroup['group']): ProgramGroup {
  const found = groups.find(({ group }) => group === id);
  if (found === undefined) throw new RangeError(`no group ${id}`);
  return found;
}

/** Whether the figures of the accounts on the list are from before the program rather than its result. */
export function isFresh(program: MeasuredProgram): boolean {
  const { day } = groupOf(program, 'on_list').clock;
  return day !== null && day < FRESH_DAYS;
}

/** Days since half of the accounts were on the list; `null` unless deals from before that are counted too. */
export function daysOfList(program: MeasuredProgram): number | null {
  const { accounts, clock } = groupOf(program, 'on_list');
  const daysCounted = (Date.parse(program.asOf) - Date.parse(program.since)) / DAY_MS;
  return accounts > 0 && clock.day !== null && clock.day < daysCounted ? Math.round(clock.day) : null;
}
