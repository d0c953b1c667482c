import { getActiveModel, listModelProperties } from '../../../storage/portal/models.ts';
import type { Db } from '../../../storage/tables/tables.ts';
import { readPlayProperties } from '../../plays/play-properties.ts';
import { readSettings, type PortalSettings } from '../../settings/portal-settings.ts';

/** The company properties that a person named: in the model's criteria, by mapping them, or in the trigger of a play. */
export async function readPropertiesInUse(db: Db, portalId: number): Promise<string[]> {
  const model = await getActiveModel(db, portalId);
  const { mappedProperties, clusterBy } = await readSettings(db, portalId);
  const ofModel = model === null ? [] : [...model.fit.criteria, ...model.fit.disqualifiers];
  const named = [...ofModel, ...mappedProperties].map(({ property }) => property);
  return [...new Set([...named, ...toList(clusterBy), ...(await readPlayProperties(db, portalId))])];
}

/** The company properties that any version of the model names, drafts too, that are mapped, or that a play asks for: what is to be read. */
export async function readNamedProperties(
  db: Db,
  portalId: number,
  { mappedProperties, clusterBy }: PortalSettings,
): Promise<string[]> {
  const mapped = mappedProperties.map(({ property }) => property);
  const ofModels = await listModelProperties(db, portalId);
  return [...new Set([...ofModels, ...mapped, ...toList(clusterBy), ...(await readPlayProperties(db, portalId))])];
}

function toList(name: string | null): string[] {
  return name === null ? [] : [name];
}
