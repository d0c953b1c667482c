import type { Model } from '../../domain/model/model.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';

/** The company properties that a person named: in the model's criteria, or by mapping them. */
export function namedProperties(model: Model | null, settings: PortalSettings): string[] {
  const ofModel = model === null ? [] : [...model.fit.criteria, ...model.fit.disqualifiers];
  return [...new Set([...ofModel, ...settings.mappedProperties].map(({ property }) => property))];
}
