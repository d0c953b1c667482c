import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts, OpenTicketFact } from '../facts.ts';
import { tellDay } from '../told-values.ts';
import { listOutreach } from './account-moments.ts';
import type { DuePlay } from './find-hit.ts';
import type { PlayContext, PlayDefinition } from './play-types.ts';

/** A person we spoke to within this many days is not contacted again yet. */
export const CONTACT_REST_DAYS = 3;

/** Whether the play must not be recommended now: its own turn is over or put off, or an open ticket goes before it. */
export function isSuppressed(play: PlayDefinition, facts: AccountFacts, now: number): boolean {
  return isPutOff(play, facts, now) || restsForTicket(play, facts, now);
}

/**
 * Why plays that are due are not offered though nobody put them off: an open ticket goes before them. `null` where none
 * rests for it.
 */
export function tellRest({ facts, now }: PlayContext, due: readonly DuePlay[]): string | null {
  const resting = due.filter(({ play }) => restsForTicket(play, facts, now) && !isPutOff(play, facts, now));
  const tickets = listOpenTickets(facts, now);
  const [first] = resting;
  if (first === undefined) return null;
  const plays = resting.length === 1 ? `"${first.play.name}" is on hold` : `${resting.length} plays are on hold`;
  const since = `since ${tellDay(Math.min(...tickets.map(({ openedAt }) => openedAt)))}`;
  const open =
    tickets.length === 1
      ? `a support ticket has been open ${since}`
      : `${tickets.length} support tickets are open, the oldest ${since}`;
  return `${plays}: ${open}`;
}

/**
 * Whether it runs, was started within its cool-down (so a finished run is not offered again at once), is snoozed, or was
 * dismissed within its cool-down.
 */
function isPutOff({ id, cooldownDays }: PlayDefinition, facts: AccountFacts, now: number): boolean {
  const cooling = (since: number): boolean => now < since + cooldownDays * DAY_MS;
  const ran = facts.playRuns.some((run) => run.playId === id && (run.status === 'running' || cooling(run.startedAt)));
  const refused = facts.playFeedback.some(
    ({ playId, kind, givenAt, until }) => playId === id && (now < until || (kind === 'dismissed' && cooling(givenAt))),
  );
  return ran || refused;
}

/** Nobody is sold to who waits for our help: the play begins when the ticket is closed, if it is still due then. */
function restsForTicket({ evenWithTicket = false }: PlayDefinition, facts: AccountFacts, now: number): boolean {
  return !evenWithTicket && listOpenTickets(facts, now).length > 0;
}

function listOpenTickets({ openTickets = [] }: AccountFacts, now: number): OpenTicketFact[] {
  return openTickets.filter(({ openedAt }) => openedAt <= now);
}

/** People whom no new play may take: in a running one, or spoken to in the last days. */
export function listBusyPeople(facts: AccountFacts, now: number): Set<string> {
  const inPlays = facts.playRuns.filter(({ status }) => status === 'running').flatMap(({ contactIds }) => contactIds);
  const touched = listOutreach(facts, CONTACT_REST_DAYS, now).map(({ contactId }) => contactId);
  return new Set([...inPlays, ...touched]);
}
