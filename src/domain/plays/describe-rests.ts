import { DAY_MS } from '../day-ms.ts';
import { markDay } from '../marked-values.ts';
import { findPerson, listOutreach } from './account-moments.ts';
import type { DuePlay } from './find-hit.ts';
import type { PlayContext, PlayDefinition, RecommendedPlay } from './play-types.ts';
import { MOST_PLAYS } from './recommend-plays.ts';
import {
  CONTACT_REST_DAYS,
  isPutOff,
  isRunning,
  listBusyPeople,
  listOpenTickets,
  listRests,
  restsForTicket,
} from './suppress-play.ts';

/** A play that is due at the account and not offered. */
export interface RestingPlay {
  playId: string;
  name: string;
  /** Why, after its name: "snoozed until ⟦2026-12-03T12:00Z⟧". */
  why: string;
  /** Of a run under way that rests by act: what others did since, whose turn is when it has ended. */
  next?: readonly string[];
}

/**
 * Why plays that are due are not offered though nobody put them off: an open ticket goes before them. `null` where none
 * rests for it.
 */
export function describeRest({ facts, now }: PlayContext, due: readonly DuePlay[]): string | null {
  const resting = due.filter(({ play }) => restsForTicket(play, facts, now) && !isPutOff(play, facts, now));
  const tickets = listOpenTickets(facts, now);
  const [first] = resting;
  if (first === undefined) return null;
  const plays = resting.length === 1 ? `"${first.play.name}" is on hold` : `${resting.length} plays are on hold`;
  const since = `since ${markDay(Math.min(...tickets.map(({ openedAt }) => openedAt)))}`;
  const open =
    tickets.length === 1
      ? `a support ticket has been open ${since}`
      : `${tickets.length} support tickets are open, the oldest ${since}`;
  return `${plays}: ${open}`;
}

/** Every play that is due and not among the `offers` for a reason of its own, with the reason; what only comes after three better ones has none. */
export function listResting(
  context: PlayContext,
  due: readonly DuePlay[],
  offers: readonly RecommendedPlay[],
): RestingPlay[] {
  const offered = new Set(offers.map(({ playId }) => playId));
  return due
    .filter(({ play }) => !offered.has(play.id))
    .flatMap(({ play, hit }) => {
      const why = explainRest({ play, hit }, context, offers);
      if (why === null) return [];
      const next = hit.whyNow.flatMap((each) => ('contactId' in each ? [each.sentence] : []));
      const isNext = play.restsByAct === true && isRunning(play, context.facts) && next.length > 0;
      return [{ playId: play.id, name: play.name, why, ...(isNext ? { next } : {}) }];
    });
}

function explainRest(due: DuePlay, context: PlayContext, offers: readonly RecommendedPlay[]): string | null {
  const { facts, now } = context;
  const putOff = describePutOff(due.play, context);
  if (putOff !== null) return putOff;
  if (restsForTicket(due.play, facts, now)) return 'waits for the open support ticket';
  if (offers.length === MOST_PLAYS) return null;
  return (
    describeBusy(due, context, offers) ??
    'nobody it is for may be emailed, or one of its texts needs something that is not known here'
  );
}

function describePutOff(play: PlayDefinition, context: PlayContext): string | null {
  if (isRunning(play, context.facts)) return 'running';
  if (play.restsByAct === true) return null;
  const [longest] = listRests(play, context.facts, context.now).sort((a, b) => b.until - a.until);
  if (longest === undefined) return null;
  const words = {
    ran: `was run on ${markDay(longest.since)}, rests until`,
    snoozed: 'snoozed until',
    dismissed: 'taken off as not useful until',
  };
  return `${words[longest.kind]} ${markDay(longest.until)}`;
}

/** Why nobody is left for it: who of its people is free first, and what keeps them. `null` where somebody is. */
function describeBusy(
  { hit: { contactIds } }: DuePlay,
  { facts, now }: PlayContext,
  offers: readonly RecommendedPlay[],
): string | null {
  const busy = listBusyPeople(facts, now);
  const taken = new Set(offers.flatMap(({ who }) => who.map(({ contactId }) => contactId)));
  if (contactIds.length === 0 || contactIds.some((id) => !busy.has(id) && !taken.has(id))) return null;
  const [first] = contactIds
    .filter((id) => !taken.has(id) && !isInRun(id, facts.playRuns))
    .flatMap((id) => {
      const touched = listOutreach(facts, CONTACT_REST_DAYS, now, id).map(({ occurredAt }) => occurredAt);
      return touched.length === 0 ? [] : [{ id, at: Math.max(...touched) }];
    })
    .sort((a, b) => a.at - b.at);
  if (first === undefined) return `waits: ${nameAll(contactIds, facts)} in another play`;
  const until = first.at + CONTACT_REST_DAYS * DAY_MS;
  const name = findPerson(facts, first.id)?.name ?? 'its person';
  return `waits until ${markDay(until)}: we were in touch with ${name} on ${markDay(first.at)}`;
}

function isInRun(id: string, runs: PlayContext['facts']['playRuns']): boolean {
  return runs.some(({ status, contactIds }) => status === 'running' && contactIds.includes(id));
}

/** "Ana Ruiz is", "Ana Ruiz and 2 others are" */
function nameAll(contactIds: readonly string[], facts: PlayContext['facts']): string {
  const name = findPerson(facts, contactIds[0] ?? '')?.name ?? 'its person';
  const others = contactIds.length - 1;
  return others === 0 ? `${name} is` : `${name} and ${others} ${others === 1 ? 'other' : 'others'} are`;
}
