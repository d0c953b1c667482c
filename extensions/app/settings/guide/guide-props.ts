import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { SyncData } from '../portal-data/sync-data.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { GuideData } from './guide-data.ts';

/** What the guided start is given. */
export interface GuideProps {
  client: SettingsClient;
  portalId: number;
  now: number;
  sync: SyncData;
}

/** What the steps share. */
export interface StepProps extends GuideProps {
  data: GuideData;
  actions: Actions<GuideData>;
}
