import { compareText } from '../compare-text.ts';
import type { RoleId } from '../facts.ts';
import type { StageId } from '../stage/stage-ids.ts';
import { isFit } from './content-library.ts';
import type { LibraryText } from './library-text.ts';
import type { StepChannel } from './play-types.ts';

/** Accounts of one industry where a due play looks for a text of the library and takes none. */
export interface TextLack {
  /** Whom the play is for; `null` where no role of theirs is known. */
  role: RoleId | null;
  stage: StageId;
  industry: string | null;
  channel: StepChannel;
  accounts: number;
}

/** The text for a role at a stage that would serve most accounts; `null` where none is lacking, as the library is now. */
export function findMostWanted(
  lacks: readonly TextLack[],
  library: readonly LibraryText[],
): Omit<TextLack, 'industry'> | null {
  const left = lacks.filter((lack) => !library.some((text) => text.channel === lack.channel && isFit(text, lack)));
  const places = Map.groupBy(left, ({ role, stage, channel }) => `${role ?? ''} ${stage} ${channel}`);
  const sums = [...places].flatMap(([key, [first, ...others]]) => {
    if (first === undefined) return [];
    const { industry: _industry, ...place } = first;
    return [{ key, place: { ...place, accounts: others.reduce((sum, each) => sum + each.accounts, first.accounts) } }];
  });
  const [most] = sums.sort((a, b) => b.place.accounts - a.place.accounts || compareText(a.key, b.key));
  return most?.place ?? null;
}
