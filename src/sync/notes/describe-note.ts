import type { WordedPlay } from '../../domain/plays/portal-plays.ts';
import type { NoteDetails } from '../../storage/portal/record-notes.ts';

/** What a note says; `plays` are the portal's. It names no person: HubSpot keeps it when the app is gone. */
export function describeNote(details: NoteDetails, plays: readonly WordedPlay[]): string {
  return `Roundtable: ${describeHappening(details, plays)}`;
}

/** What happened as a clause that ends in a full stop, without who tells it: `describeNote` and Slack put that in front. */
export function describeHappening(details: NoteDetails, plays: readonly WordedPlay[]): string {
  if ('playId' in details) return describePlayEnd(details, plays);
  if ('reason' in details) return describeTierChange(details);
  const score = details.engagement === null ? '' : ` (engagement ${details.engagement} of 100)`;
  return `the last seven days are far above this account's usual week${score}.`;
}

function describeTierChange({ from, to, reason }: { from: number | null; to: number | null; reason: string }): string {
  const why = reason.replace(/^Tier \d: /, '');
  const because = why === '' ? '' : `: ${why}`;
  if (to === null) return `off the target account list, from Tier ${from}${because}.`;
  return from === null
    ? `on the target account list, in Tier ${to}${because}.`
    : `from Tier ${from} to Tier ${to}${because}.`;
}

function describePlayEnd(
  { playId, reached }: { playId: string; reached: boolean },
  plays: readonly WordedPlay[],
): string {
  const play = plays.find(({ id }) => id === playId);
  const aim = play === undefined ? '' : ` (${play.outcome})`;
  const name = play?.name ?? playId;
  return `the play "${name}" ${reached ? 'reached its aim' : 'ended without reaching its aim'}${aim}.`;
}
