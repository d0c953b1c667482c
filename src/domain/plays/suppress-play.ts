import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts, OpenTicketFact } from '../facts.ts';
import { tellDay } from '../told-values.ts';
import { listOutreach } from './account-moments.ts';
import type { DuePlay } from './find-hit.ts';
import type { ActOfPerson, PlayContext, PlayDefinition, TriggerHit } from './play-types.ts';

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

/** Whether it runs, or rests at the account; one that rests by act leaves out what rests of it itself. */
function isPutOff(play: PlayDefinition, facts: AccountFacts, now: number): boolean {
  const isRunning = facts.playRuns.some(({ playId, status }) => playId === play.id && status === 'running');
  return isRunning || (play.restsByAct !== true && listRests(play, facts, now).length > 0);
}

/**
 * What is left of a play that rests by act once the acts are out that it was run or put off for: `null` where nobody did
 * anything since. Of any other play all is left.
 */
export function leaveOutResting(play: PlayDefinition, hit: TriggerHit, { facts, now }: PlayContext): TriggerHit | null {
  const rests = play.restsByAct === true ? listRests(play, facts, now) : [];
  if (rests.length === 0) return hit;
  const isResting = ({ contactId, at }: ActOfPerson): boolean =>
    rests.some(({ since, of }) => (at ?? -Infinity) <= since && (of.length === 0 || of.includes(contactId)));
  const whyNow = hit.whyNow.filter((each) => !('contactId' in each) || !isResting(each));
  const people = new Set(whyNow.flatMap((each) => ('contactId' in each ? [each.contactId] : [])));
  const contactIds = hit.contactIds.filter((contactId) => people.has(contactId));
  return contactIds.length === 0 ? null : { ...hit, whyNow, contactIds };
}

/** A start or a word that still keeps the play from being offered anew. */
interface Rest {
  /** Epoch ms. */
  since: number;
  /** Whom it was run with. Nobody: what anybody did rests, as where it was put off. */
  of: readonly string[];
}

/**
 * Starts within its cool-down (so that a finished run is not offered again at once), dismissals within it, and a snooze
 * that lasts.
 */
function listRests({ id, cooldownDays }: PlayDefinition, facts: AccountFacts, now: number): Rest[] {
  const cooling = (since: number): boolean => now < since + cooldownDays * DAY_MS;
  const ran = facts.playRuns.filter(({ playId, startedAt }) => playId === id && cooling(startedAt));
  const refused = facts.playFeedback.filter(
    ({ playId, kind, givenAt, until }) => playId === id && (now < until || (kind === 'dismissed' && cooling(givenAt))),
  );
  return [
    ...ran.map(({ startedAt, contactIds }) => ({ since: startedAt, of: contactIds })),
    ...refused.map(({ givenAt }) => ({ since: givenAt, of: [] })),
  ];
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
