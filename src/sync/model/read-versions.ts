import { NotFoundError } from '../../errors.ts';
import { listModels, type StoredModel } from '../../storage/portal/models.ts';
import { listPropertyDefinitions } from '../../storage/mirror/property-definitions.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { propertiesOf } from './model-schema.ts';

/** The versions of a portal's model. */
export interface Versions {
  active: StoredModel;
  draft: StoredModel | null;
  /** Those that scored before, newest first. */
  earlier: StoredModel[];
  /** Company properties that the active one or the draft names and the portal is known not to have. */
  unknownProperties: string[];
}

/** @throws NotFoundError where the portal has no model: it was never installed */
export async function readVersions(db: Db, portalId: number): Promise<Versions> {
  const models = await listModels(db, portalId);
  const active = models.find(({ status }) => status === 'active');
  if (active === undefined) throw new NotFoundError('This account has no model: install the app again.');
  const draft = models.find(({ status }) => status === 'draft') ?? null;
  const earlier = models.filter(({ status }) => status === 'archived');
  const named = [...new Set([active, draft].flatMap((stored) => (stored === null ? [] : propertiesOf(stored.model))))];
  const known = new Set((await listPropertyDefinitions(db, portalId, 'companies', named)).map(({ name }) => name));
  // Before the first sync nothing is known of the properties, and nothing is missing.
  const unknownProperties = known.size === 0 ? [] : named.filter((name) => !known.has(name));
  return { active, draft, earlier, unknownProperties };
}
