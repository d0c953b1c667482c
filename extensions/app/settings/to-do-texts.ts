import { formatNumber } from 'roundtable-ui/formats.ts';
import type { OutsideEdits } from './choices/choices-data.ts';
import type { ModelData } from './model/model-data.ts';

/** The first lines of tabs that depend on what is chosen there. */
export const TO_DO = {
  model: ({ draft }: Pick<ModelData, 'draft'>) =>
    draft === null
      ? 'Nothing to do. Change the model only if the wrong accounts reach Tier 1.'
      : `See what version ${draft.version} would change, then activate or discard it.`,
  edits: (held: OutsideEdits) =>
    held === 'restore'
      ? 'Nothing to do: Roundtable restores values that somebody changes.'
      : 'Nothing to do: values that somebody changes stay as they are.',
  mapping: (mapped: number) =>
    mapped === 0
      ? 'Nothing to do, unless another tool writes scores, tiers or technologies into HubSpot.'
      : `Nothing to do: ${mapped === 1 ? '1 property is' : `${formatNumber(mapped)} properties are`} read.`,
  problems: 'Do what each group below says. Roundtable tries again by itself.',
};
