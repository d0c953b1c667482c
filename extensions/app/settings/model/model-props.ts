import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { ModelContent, ModelData } from './model-data.ts';
import type { ModelFaults } from './model-faults.ts';

/** What the parts of the model's tab share. */
export interface ModelProps {
  client: SettingsClient;
  data: ModelData;
  actions: Actions<ModelData>;
  portalId: number;
  now: number;
}

/** What every editor of a part takes: the model as the draft holds it, and where a changed one is saved. */
export interface FieldsProps {
  model: ModelContent;
  /** `null` for who may not change it. */
  onSave: ((model: ModelContent) => void) | null;
  isBusy: boolean;
  /** What did not hold of the change that was refused last. */
  faults: ModelFaults;
}
