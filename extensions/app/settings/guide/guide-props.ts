import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { SyncData } from '../portal-data/sync-data.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { GuideData } from './guide-data.ts';

/** The props of the guided start. */
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

/** What comes before going on: to say how much time the team has, then to take fewer seats than it cannot work. */
export interface Lead {
  /** The primary action; `null` if a team without any time can take no seats. */
  button: { words: string; take: () => void } | null;
  /** Going on is offered too, and keeps more seats than the team can work; else the button is the one way on. */
  mayGoOn: boolean;
}
