import { renameRoles, ROLE_LABELS } from '../committee/role-labels.ts';
import { compareText } from '../compare-text.ts';
import type { AccountFacts, PersonFacts } from '../facts.ts';
import type { Trials } from '../statistics/proportion.ts';
import { findPerson } from './account-moments.ts';
import { fitTo, pickText } from './content-library.ts';
import type { LibraryText } from './library-text.ts';
import { findCloseOf } from './closing-deal.ts';
import { findDealAhead } from './due-days.ts';
import { findDuePlays, type DuePlay } from './find-hit.ts';
import { collectMergeFields, listFieldNames, resolveText } from './merge-fields.ts';
import type { MergeFields } from './merge-fields.ts';
import { describeAim, roleOf } from './play-aim.ts';
import { PLAYS } from './play-registry.ts';
import type { PlayContext, PlayStep, RecommendedPlay, RecommendedStep, TriggerHit, WhyNow } from './play-types.ts';
import { meanOfPosterior, rankPlay } from './rank-play.ts';
import { isSuppressed, listBusyPeople } from './suppress-play.ts';

/** A card shows no more. */
export const MOST_PLAYS = 3;
const MOST_PEOPLE = 3;

const FIND_CONTACTS: Omit<PlayStep, 'who'> = {
  title: 'Find someone to contact',
  channel: 'task',
  dueInDays: 0,
  text: 'HubSpot has no contact at {{company}} who can be reached. Look in our mailboxes and calendars, on their website and on LinkedIn, and add the two or three most likely people with their job titles. The next steps are for them.',
};

interface RankedHit extends DuePlay {
  success: Trials;
  rankScore: number;
}

/**
 * At most three plays to run next, best first: those of the account's tier and stage whose trigger holds and which nothing
 * suppresses. A person is in one play at a time, so a play takes those whom a better one has left over; a play whose
 * people are all taken, or whose texts do not resolve, is not offered.
 */
export function recommendPlays(
  context: PlayContext,
  successByPlay: Readonly<Record<string, Trials>>,
  due: readonly DuePlay[] = findDuePlays(context, PLAYS),
  library: readonly LibraryText[] = [],
): RecommendedPlay[] {
  const busy = listBusyPeople(context.facts, context.now);
  const offers: RecommendedPlay[] = [];
  for (const ranked of rankHits(context, successByPlay, due)) {
    const offer = offerPlay(ranked, context, busy, library);
    if (offer === null) continue;
    offers.push(offer);
    if (offers.length === MOST_PLAYS) break;
    for (const { contactId } of offer.who) busy.add(contactId);
  }
  return offers;
}

function rankHits(
  context: PlayContext,
  successByPlay: Readonly<Record<string, Trials>>,
  due: readonly DuePlay[],
): RankedHit[] {
  const { facts, result, now } = context;
  return due
    .filter(({ play }) => !isSuppressed(play, facts, now))
    .map(({ play, hit }) => {
      const success = successByPlay[play.id] ?? { successes: 0, n: 0 };
      // Before it closes is the last moment for what a play does for the deal.
      const isLast = findCloseOf(play.when, facts, now) !== null;
      const urgent = isLast ? { ...hit, urgency: 1 } : hit;
      return { play, hit, success, rankScore: rankPlay(play, urgent, result, success) };
    })
    .sort((a, b) => b.rankScore - a.rankScore || compareText(a.play.id, b.play.id));
}

/** The play with its people and its resolved steps; `null` where nobody is left to run it with or a text does not resolve. */
function offerPlay(
  ranked: RankedHit,
  context: PlayContext,
  busy: ReadonlySet<string>,
  library: readonly LibraryText[],
): RecommendedPlay | null {
  const { play, hit, success, rankScore } = ranked;
  const free = hit.contactIds
    .filter((contactId) => !busy.has(contactId))
    .map((contactId) => findPerson(context.facts, contactId))
    .filter((person) => person !== undefined);
  if (hit.contactIds.length > 0 && free.length === 0) return null;
  const { people, steps } = respectOptOut(play.steps, free);
  if (people.length > 0 && !steps.some(isForPeople)) return null;
  const toDo = beginWithFinding(steps, context.facts);
  const who = people.slice(0, play.maxPeople ?? MOST_PEOPLE);
  const contactIds = who.map(({ contactId }) => contactId);
  const role = roleOf(play);
  const fields = collectMergeFields(context, contactIds, role, play.when);
  const resolved = resolveSteps(toDo, fields, (step) =>
    step.fromLibrary === true ? pickText(step, fitTo(context, contactIds, role), fields, library) : null,
  );
  if (resolved === null) return null;
  const deal = findDealAhead(play, context.facts, context.now);
  const via = steps.some(asksSomebodyElse) ? fields['via.name'] : null;
  return {
    playId: play.id,
    name: play.name,
    closes: renameRoles(play.closes, context.roleLabels ?? ROLE_LABELS),
    outcome: describeAim(play, context.roleLabels),
    whyNow: listWhyNow(hit, contactIds),
    who: who.map(({ contactId, name, title }) => ({ contactId, name, title })),
    ...(via === null ? {} : { via }),
    steps: resolved,
    ...(deal === null ? {} : { deal }),
    rankScore,
    success: { ...success, mean: meanOfPosterior(play, success) },
  };
}

/** The evidence in its order, with what they did whom the play is run with rather than what others did. */
function listWhyNow({ whyNow, mostActs = Infinity }: TriggerHit, contactIds: readonly string[]): WhyNow[] {
  const acts = whyNow.filter((each) => 'contactId' in each);
  const theirs = acts.filter(({ contactId }) => contactIds.includes(contactId));
  const told = new Set<WhyNow>([...new Set([...theirs, ...acts])].slice(0, mostActs));
  return whyNow
    .filter((each) => !('contactId' in each) || told.has(each))
    .map(({ sentence, at }) => ({ sentence, at }));
}

/** `null` where one of the texts does not resolve. */
function resolveSteps(
  steps: readonly PlayStep[],
  fields: MergeFields,
  pick: (step: PlayStep) => { textId: string; resolvedText: string } | null,
): RecommendedStep[] | null {
  const resolved: RecommendedStep[] = [];
  for (const step of steps) {
    const picked = pick(step);
    const resolvedText = picked?.resolvedText ?? resolveText(step.text, fields);
    if (resolvedText === null) return null;
    resolved.push({ ...step, ...picked, resolvedText });
  }
  return resolved;
}

/**
 * Nobody who opted out of email (or whose address bounces) is in a play that writes to its contacts, as long as somebody else
 * can be; where nobody can (or nobody is known), the play goes on without its emails to them.
 */
function respectOptOut(
  steps: readonly PlayStep[],
  people: readonly PersonFacts[],
): { people: readonly PersonFacts[]; steps: readonly PlayStep[] } {
  if (!steps.some(writesToContact)) return { people, steps };
  const mayBeWrittenTo = people.filter(({ optedOut, bounced }) => !optedOut && !bounced);
  if (mayBeWrittenTo.length > 0) return { people: mayBeWrittenTo, steps };
  return { people, steps: steps.filter((step) => !writesToContact(step)) };
}

function writesToContact({ channel, addressee }: PlayStep): boolean {
  return channel === 'sequence' || (channel === 'email' && addressee !== 'via');
}

function asksSomebodyElse({ addressee, text }: PlayStep): boolean {
  return addressee === 'via' || listFieldNames(text).some((name) => name.startsWith('via.'));
}

/** Where the account has nobody who could be turned to, the first step is to find them. */
function beginWithFinding(steps: readonly PlayStep[], { people }: AccountFacts): readonly PlayStep[] {
  const first = steps.find(isForPeople);
  if (first === undefined || people.some(({ bounced }) => !bounced)) return steps;
  return [{ ...FIND_CONTACTS, who: first.who === 'executive' ? 'owner' : first.who }, ...steps];
}

/** A step that reaches somebody, as against a task of our own. */
function isForPeople({ channel }: PlayStep): boolean {
  return channel !== 'task' && channel !== 'ads_segment';
}
