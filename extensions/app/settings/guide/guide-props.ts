import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { SyncData } from '../portal-data/sync-data.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { GuideData } from './guide-data.ts';
import type { Seats } from './workable-seats.ts';

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

/** More seats than the team can work, and the smaller number to use instead; none if it has no time at all. */
export type TooMany = { seats: Seats; words: string; take: () => void } | { seats: null };
