import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { PlaysClient } from './plays-client.ts';
import type { PlaysPageData } from './plays-data.ts';

/** What every view of the plays is given. */
export interface ViewProps {
  client: PlaysClient;
  data: PlaysPageData;
  actions: Actions<PlaysPageData>;
}
