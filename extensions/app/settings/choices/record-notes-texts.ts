import type { NotesReport, RecordNotes } from './choices-data.ts';
import { formatNumber } from 'roundtable-ui/formats.ts';

/* Every sentence of the notes on records, so that one place is read to judge or translate them. */

const count = (n: number, one: string, many: string): string => `${formatNumber(n)} ${n === 1 ? one : many}`;

export const NOTES = {
  tab: 'Notes on records',
  title: 'Write a note on the company record when',
  toDo: (isOn: boolean) =>
    isOn
      ? 'Nothing to do: the notes you ticked are written.'
      : 'Nothing to do: notes are optional. Tick a kind only if your colleagues should read about it on the record.',
  explain: 'Nothing changes until you save.',
  kinds: [
    {
      kind: 'tiers',
      label: 'An account changes tier',
      description: 'From which tier to which, and why. Also when it joins the list or leaves it.',
    },
    {
      kind: 'surges',
      label: 'Engagement surges at an account on the list',
      description: 'Once per surge, when the last seven days are far above its usual week.',
    },
    {
      kind: 'plays',
      label: 'A play ends',
      description: 'Says whether it reached its aim.',
    },
  ] satisfies { kind: keyof RecordNotes; label: string; description: string }[],
  /** What a change does, before it is saved. */
  ifSaved: ({ mostADay }: NotesReport) =>
    `If you save: Roundtable writes notes from now on, at most ${formatNumber(mostADay)} in 24 hours, highest tiers first. ` +
    'The notes name no person, do not count as engagement, and stay in HubSpot if you remove Roundtable.',
  ifOff: 'If you save: Roundtable writes no more notes. Those already written stay.',
  week: ({ written, waiting }: NotesReport) =>
    `In the last seven days: ${count(written, 'note', 'notes')} written${waiting === 0 ? '' : `, ${formatNumber(waiting)} waiting`}.`,
  held: {
    title: ({ held }: NotesReport) => `${count(held, 'note was', 'notes were')} not written in the last seven days`,
    text: ({ mostADay }: NotesReport) =>
      `At most ${formatNumber(mostADay)} are written in 24 hours. You find the changes themselves in the properties and on the cards.`,
  },
  failed: {
    title: ({ failed }: NotesReport) => `HubSpot did not accept ${count(failed, 'note', 'notes')}`,
    text: 'The company no longer exists, or a rule in your HubSpot account refuses notes.',
  },
  save: 'Save',
  cancel: 'Cancel',
};
