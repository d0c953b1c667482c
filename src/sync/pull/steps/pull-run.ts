import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import type { SyncContext } from '../../sync-context.ts';

/** Says how far a step has come, so that a crash resumes there; what came before the cursor is stored. */
type SaveProgress = (progress: { cursor: string | null; done: number; total?: number | null }) => Promise<void>;

export interface PullRun {
  context: SyncContext;
  client: HubSpotClient;
  /** Aborted where the work is to stop at the next page. */
  signal: AbortSignal;
  /** Where an earlier run of this step stopped. */
  from: { cursor: string | null; done: number };
  save: SaveProgress;
}

export interface PullStep {
  name: string;
  label: string;
  /** The optional scope without which it reads nothing. */
  scope?: string;
  run: (run: PullRun) => Promise<void>;
}
