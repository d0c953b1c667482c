import type { CommitteeModel } from '../committee/committee-model.ts';
import type { EngagementModel } from '../engagement/engagement-model.ts';
import type { FitModel } from '../fit/fit-model.ts';
import type { IntentModel } from '../intent/intent-model.ts';
import type { StageModel } from '../stage/stage-model.ts';
import type { TieringModel } from '../tiering/tiering-model.ts';

/** Everything an admin decides about scoring, stored as one version. Every score names the version it came from. */
export interface Model {
  version: number;
  name: string;
  fit: FitModel;
  engagement: EngagementModel;
  intent: IntentModel;
  committee: CommitteeModel;
  stage: StageModel;
  tiering: TieringModel;
}
