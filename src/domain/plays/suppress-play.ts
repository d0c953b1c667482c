import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts } from '../facts.ts';
import { listOutreach } from './account-moments.ts';
import type { PlayDefinition } from './play-types.ts';

/** A person we spoke to within this many days is left alone. */
export const CONTACT_REST_DAYS = 3;

/**
 * Whether the play must not be recommended now: it runs, was started within its cool-down (so a finished run is not
 * offered again at once), is snoozed, or was dismissed within its cool-down.
 */
export function isSuppressed({ id, cooldownDays }: PlayDefinition, facts: AccountFacts, now: number): boolean {
  const cooling = (since: number): boolean => now < since + cooldownDays * DAY_MS;
  const ran = facts.playRuns.some((run) => run.playId === id && (run.status === 'running' || cooling(run.startedAt)));
  const refused = facts.playFeedback.some(
    ({ playId, kind, givenAt, until }) => playId === id && (now < until || (kind === 'dismissed' && cooling(givenAt))),
  );
  return ran || refused;
}

/** People whom no new play may take: in a running one, or spoken to in the last days. */
export function listBusyPeople(facts: AccountFacts, now: number): Set<string> {
  const inPlays = facts.playRuns.filter(({ status }) => status === 'running').flatMap(({ contactIds }) => contactIds);
  const touched = listOutreach(facts, CONTACT_REST_DAYS, now).map(({ contactId }) => contactId);
  return new Set([...inPlays, ...touched]);
}
