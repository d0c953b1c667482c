import type { Model } from '../../domain/model/model.ts';
import { listModelProperties } from '../../storage/models.ts';
import type { Db } from '../../storage/tables.ts';
import { readSettings, type PortalSettings } from '../settings/portal-settings.ts';

/** The company properties that a person named: in the model's criteria, or by mapping them. */
export function namedProperties(model: Model | null, settings: PortalSettings): string[] {
  const ofModel = model === null ? [] : [...model.fit.criteria, ...model.fit.disqualifiers];
  return [...new Set([...ofModel, ...settings.mappedProperties].map(({ property }) => property))];
}

/** The company properties that any version of the model names, drafts too, or that are mapped: what is to be read. */
export async function readNamedProperties(db: Db, portalId: number): Promise<string[]> {
  const { mappedProperties } = await readSettings(db, portalId);
  return [
    ...new Set([...(await listModelProperties(db, portalId)), ...mappedProperties.map(({ property }) => property)]),
  ];
}
