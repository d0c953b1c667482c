import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts, OpenTicketFact } from '../facts.ts';
import { listOutreach } from './account-moments.ts';
import type { ActOfPerson, PlayContext, PlayDefinition, TriggerHit } from './play-types.ts';

/** A person we spoke to within this many days is not contacted again yet. */
export const CONTACT_REST_DAYS = 3;

/** Whether the play must not be recommended now: its own turn is over or put off, or an open ticket goes before it. */
export function isSuppressed(play: PlayDefinition, facts: AccountFacts, now: number): boolean {
  return isPutOff(play, facts, now) || restsForTicket(play, facts, now);
}

/** Whether it runs, or rests at the account; one that rests by act leaves out what rests of it itself. */
export function isPutOff(play: PlayDefinition, facts: AccountFacts, now: number): boolean {
  return isRunning(play, facts) || (play.restsByAct !== true && listRests(play, facts, now).length > 0);
}

/** Whether a run of the play is under way. */
export function isRunning({ id }: PlayDefinition, { playRuns }: Pick<AccountFacts, 'playRuns'>): boolean {
  return playRuns.some(({ playId, status }) => playId === id && status === 'running');
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
  kind: 'ran' | 'snoozed' | 'dismissed';
  /** Epoch ms. */
  since: number;
  /** Epoch ms. */
  until: number;
  /** Whom it was run with. Nobody: what anybody did rests, as where it was put off. */
  of: readonly string[];
}

/**
 * Starts within its cool-down (so that a finished run is not offered again at once), dismissals within it, and a snooze
 * that lasts.
 */
export function listRests({ id, cooldownDays }: PlayDefinition, facts: AccountFacts, now: number): Rest[] {
  const cool = (since: number): number => since + cooldownDays * DAY_MS;
  const ran = facts.playRuns.filter(({ playId }) => playId === id);
  const refused = facts.playFeedback.filter(({ playId }) => playId === id);
  return [
    ...ran.map(({ startedAt, contactIds }) => ({
      kind: 'ran' as const,
      since: startedAt,
      until: cool(startedAt),
      of: contactIds,
    })),
    ...refused.map(({ kind, givenAt, until }) => ({
      kind,
      since: givenAt,
      until: kind === 'dismissed' ? Math.max(until, cool(givenAt)) : until,
      of: [],
    })),
  ].filter(({ until }) => now < until);
}

/** Nobody is sold to who waits for our help: the play begins when the ticket is closed, if it is still due then. */
export function restsForTicket({ evenWithTicket = false }: PlayDefinition, facts: AccountFacts, now: number): boolean {
  return !evenWithTicket && listOpenTickets(facts, now).length > 0;
}

/** The tickets that are open at `now` (epoch ms). */
export function listOpenTickets({ openTickets = [] }: AccountFacts, now: number): OpenTicketFact[] {
  return openTickets.filter(({ openedAt }) => openedAt <= now);
}

/** People whom no new play may take: in a running one, or spoken to in the last days. */
export function listBusyPeople(facts: AccountFacts, now: number): Set<string> {
  const inPlays = facts.playRuns.filter(({ status }) => status === 'running').flatMap(({ contactIds }) => contactIds);
  const touched = listOutreach(facts, CONTACT_REST_DAYS, now).map(({ contactId }) => contactId);
  return new Set([...inPlays, ...touched]);
}
