import { STORM_EDITS } from './storm-edits.ts';
import { STORM_LINKS } from './storm-links.ts';
import { STORM_REMOVALS } from './storm-removals.ts';
import { STORM_TICKETS } from './storm-tickets.ts';
import type { Storm, StormEdit } from './storm-types.ts';

const EDITS: readonly StormEdit[] = [...STORM_EDITS, ...STORM_LINKS, ...STORM_REMOVALS, ...STORM_TICKETS];

/**
 * What no webhook tells of and no time of change shows: the night finds it. A restored contact has the activities again
 * that the app kept, until the night sees that the stand-in does not; what vendors had told of a company went with it.
 */
const FOUND_AT_NIGHT: ReadonlySet<string> = new Set([
  'contact restored',
  'company restored',
  'tickets merged',
  'ticket deleted',
  'ticket joined a company',
  'ticket left a company',
]);
const TOLD_BY_DAY = EDITS.filter(({ name }) => !FOUND_AT_NIGHT.has(name));

/** Does one edit by chance. @returns its name, or `null` where nothing could be done */
export function editPortal(storm: Storm): string | null {
  const edit = storm.random.pickWeighted(EDITS);
  return edit.run(storm) === false ? null : edit.name;
}

/**
 * Does one edit that the app hears of within the day, every kind as likely as any other.
 * @returns its name; with "no" before it where the portal had no record for it
 */
export function editQuietly(storm: Storm): string {
  const edit = storm.random.pick(TOLD_BY_DAY);
  return edit.run(storm) === false ? `no ${edit.name}` : edit.name;
}
