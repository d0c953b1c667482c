import type { RoleId } from '../../domain/facts.ts';
import type { PlayAim } from '../../domain/plays/play-aim.ts';
import { findPlay } from '../../domain/plays/play-registry.ts';
import type { PlayChoice, PlayEdit } from '../../domain/plays/portal-plays.ts';
import type { StoredPlayChoice } from '../../storage/plays/play-choices.ts';

/** An edit as it was kept before plays had aims of more than a role. */
interface FormerEdit extends Omit<PlayEdit, 'aim'> {
  targetRole: RoleId | null;
  targetState: 'reached' | 'engaged';
}

interface KeptChoice extends Omit<PlayChoice, 'edit'> {
  edit: PlayEdit | FormerEdit | null;
}

/** What a portal chose of a play, as it is kept; an edit of before means what was shown of it then. */
export function readPlayChoice({ playId, choice }: Pick<StoredPlayChoice, 'playId' | 'choice'>): PlayChoice {
  const kept = choice as KeptChoice;
  const { edit } = kept;
  if (edit === null || 'aim' in edit) return { ...kept, edit };
  const { targetRole, targetState, ...rest } = edit;
  const { outcomeWithinDays } = edit;
  const aim: PlayAim =
    targetRole === null
      ? readAimWithoutRole(playId, outcomeWithinDays)
      : { kind: 'role', role: targetRole, state: targetState };
  return { ...kept, edit: { ...rest, aim } };
}

/** The sentence of the play that ships was shown while its days were kept, else that one of its people was to act. */
function readAimWithoutRole(playId: string, outcomeWithinDays: number): PlayAim {
  const original = findPlay(playId);
  const isKept = original?.aim.kind !== 'role' && original?.outcomeWithinDays === outcomeWithinDays;
  return original !== null && isKept ? original.aim : { kind: 'active' };
}
