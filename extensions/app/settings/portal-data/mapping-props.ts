import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData } from '../choices/choices-data.ts';
import type { SettingsClient } from '../settings-client.ts';

/** What a part of the mapped properties shows and changes by. */
export interface MappingProps {
  client: SettingsClient;
  choices: ChoicesData;
  actions: Actions<ChoicesData>;
}
