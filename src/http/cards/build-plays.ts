import type { AccountCardData, CardPlay } from '../../../extensions/app/cards/card-data.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import type { PlaceholderFact } from '../../domain/facts.ts';
import { listDueDays } from '../../domain/plays/due-days.ts';
import { roleOf } from '../../domain/plays/play-aim.ts';
import type { PlayStep, RecommendedPlay, StepChannel } from '../../domain/plays/play-types.ts';
import type { WordedPlay } from '../../domain/plays/portal-plays.ts';
import type { PutOffPlay } from '../../storage/plays/play-feedback.ts';
import type { PlayRun } from '../../storage/plays/play-runs.ts';
import { iso } from '../iso.ts';

/** Channels in which one person turns to another. */
const PERSONAL: ReadonlySet<StepChannel> = new Set(['email', 'call', 'linkedin', 'meeting', 'direct_mail', 'sequence']);

/** A recommended play as a card shows it; `plays` are the portal's as they are written. */
export function toCardPlay(
  play: RecommendedPlay,
  plays: readonly WordedPlay[],
  now: number,
  placeholders: readonly PlaceholderFact[] = [],
): CardPlay {
  const { playId, name, closes, outcome, whyNow, who, via = null, steps, success } = play;
  const definition = plays.find(({ id }) => id === playId);
  const nobody = who.length > 0 ? null : explainNobody(steps, definition?.steps ?? steps);
  const role = definition === undefined ? null : roleOf(definition);
  const dueDays = listDueDays(play, now);
  const notYet = nobody === null ? undefined : placeholders.find((each) => each.role === role)?.note;
  return {
    playId,
    name,
    closes,
    outcome,
    who: [...who],
    nobody,
    ...(notYet ? { notYet } : {}),
    via,
    closing: describeClosing(play, definition, now),
    whyNow: whyNow.map(({ sentence, at }) => ({ sentence, at: at === null ? null : iso(at) })),
    steps: steps.map((step, index) => ({
      title: step.title,
      channel: step.channel,
      who: step.who,
      dueAt: iso(now + (dueDays[index] ?? 0) * DAY_MS),
      text: step.resolvedText,
      textId: step.textId ?? null,
    })),
    success: { successes: success.successes, n: success.n, percent: Math.round(success.mean * 100) },
  };
}

/** The deal that closes before the play's time is over. */
function describeClosing(
  { deal }: RecommendedPlay,
  definition: WordedPlay | undefined,
  now: number,
): CardPlay['closing'] {
  const until = now + (definition?.outcomeWithinDays ?? 0) * DAY_MS;
  if (deal === undefined || deal.closesAt <= now || deal.closesAt >= until) return null;
  return { deal: deal.name, at: iso(deal.closesAt) };
}

/** Why a play is offered that is run with nobody: with the steps that are left of those that are written. */
export function explainNobody(
  offered: readonly PlayStep[],
  written: readonly PlayStep[],
): NonNullable<CardPlay['nobody']> {
  if (!written.some(({ channel }) => PERSONAL.has(channel))) return 'whole_account';
  return offered.length < written.length ? 'unknown_unwritten' : 'unknown';
}

/** The stored recommendation may be a moment older than the click that started it. */
export function isRunning({ playId }: Pick<RecommendedPlay, 'playId'>, runs: readonly PlayRun[]): boolean {
  return runs.some((run) => run.playId === playId && (run.status === 'starting' || run.status === 'running'));
}

/** A user by name, as long as the portal knows one; anything else as it is. */
export function nameOf(actor: string, colleagues: ReadonlyMap<string, string>): string {
  return colleagues.get(actor.toLowerCase()) ?? actor;
}

/** What was put off and is still; of a play there is no more nothing can be brought back. */
export function listPutOff(
  putOff: readonly PutOffPlay[],
  plays: readonly WordedPlay[],
  colleagues: ReadonlyMap<string, string>,
  now: number,
): AccountCardData['putOff'] {
  return putOff.flatMap(({ playId, kind, until, givenBy }) => {
    const play = plays.find(({ id }) => id === playId);
    return play === undefined || kind === 'undone' || until <= now
      ? []
      : [{ playId, name: play.name, kind, until: iso(until), by: nameOf(givenBy, colleagues) }];
  });
}
