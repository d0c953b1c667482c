import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { Side, TargetListData } from './target-list-data.ts';

/** What is needed to decide about proposals. */
export interface Deciding {
  list: TargetListData;
  actions: Actions<TargetListData>;
  approve: (proposalIds: readonly string[], side: Side) => void;
  reject: (proposalIds: readonly string[], side: Side, reason: string) => void;
}
