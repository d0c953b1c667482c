import { isDeepStrictEqual } from 'node:util';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { listOwners } from '../../hubspot/portal/owners.ts';
import { listPipelines } from '../../hubspot/portal/pipelines.ts';
import { listProperties } from '../../hubspot/portal/properties.ts';
import { replaceOwners } from '../../storage/mirror/owners.ts';
import { listPipelineStages, replacePipelineStages, type PipelineStage } from '../../storage/mirror/pipeline-stages.ts';
import { replacePropertyDefinitions } from '../../storage/mirror/property-definitions.ts';
import { clearRefusalsOf, recordRefusals } from '../../storage/portal/refusals.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import { readPropertiesInUse } from '../pull/reading/named-properties.ts';
import type { SyncContext } from '../sync-context.ts';
import { keepRoleNames } from './keep-role-names.ts';

/** Types whose properties differ from portal to portal; those of meetings, calls and e-mails that are read never do. */
const DEFINED_TYPES = ['companies', 'contacts', 'deals'] as const;

/** Under this type the admin is told of company properties that the model or the mapping names and nobody has. */
const REFUSAL_TYPE = 'unknown_property';

/** Reads what the records refer to: properties, owners and the stages of deal pipelines. Our options for roles follow the portal's names. */
export async function readDefinitions(context: SyncContext, client: HubSpotClient): Promise<void> {
  await readPropertyDefinitions(context, client);
  await keepRoleNames(context, client);
  const owners = await listOwners(client);
  const stages = await readStages(client);
  await context.db.transaction(async (trx) => {
    await replaceOwners(
      trx,
      client.portalId,
      owners.map((owner) => ({
        ownerId: owner.id,
        userId: owner.userId === null || owner.userId === undefined ? null : String(owner.userId),
        email: owner.email ?? null,
        name: [owner.firstName, owner.lastName].filter(Boolean).join(' ') || (owner.email ?? `Owner ${owner.id}`),
        active: !owner.archived,
      })),
    );
    await replacePipelineStages(trx, client.portalId, stages);
  });
}

/** The stages of the portal's deal pipelines as they are now. */
async function readStages(client: HubSpotClient): Promise<PipelineStage[]> {
  const pipelines = await listPipelines(client, 'deals');
  return pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      pipelineId: pipeline.id,
      pipelineLabel: pipeline.label,
      stageId: stage.id,
      label: stage.label,
      probability: stage.probability,
      closed: stage.isClosed,
      position: stage.displayOrder,
    })),
  );
}

/** Whether a stage came, went, or means another thing than is held: deals that did not change are read by it. */
export async function haveStagesChanged(context: SyncContext, client: HubSpotClient): Promise<boolean> {
  const held = outcomes(await listPipelineStages(context.db.kysely, client.portalId));
  return !isDeepStrictEqual(held.toSorted(), outcomes(await readStages(client)).toSorted());
}

function outcomes(stages: readonly PipelineStage[]): string[] {
  return stages.map(({ pipelineId, stageId, closed, probability }) =>
    [pipelineId, stageId, closed, probability].join(),
  );
}

/**
 * Reads which properties the portal has, one request a type. A company property that the model or the admin's mapping
 * names and the portal does not have is told to the admin, and not read until it is there.
 */
export async function readPropertyDefinitions(
  context: SyncContext,
  client: HubSpotClient,
  types: readonly (typeof DEFINED_TYPES)[number][] = DEFINED_TYPES,
): Promise<void> {
  const { portalId } = client;
  for (const type of types) {
    const definitions = await listProperties(client, type);
    await context.db.transaction(async (trx) => {
      const former = type === 'contacts' ? await loadPortalRoles(trx, portalId) : null;
      await replacePropertyDefinitions(trx, portalId, type, definitions);
      // What is shown of an account names its roles.
      if (former !== null && !isDeepStrictEqual(former, await loadPortalRoles(trx, portalId))) {
        await markAllStale(trx, portalId, 'the roles have other names');
      }
      const held = new Set(definitions.map(({ name }) => name));
      if (type === 'companies') await reportUnknown(trx, portalId, held, context.now());
    });
  }
}

async function reportUnknown(trx: Db, portalId: number, held: ReadonlySet<string>, at: number): Promise<void> {
  const named = await readPropertiesInUse(trx, portalId);
  const unknown = named.filter((name) => !held.has(name));
  await clearRefusalsOf(trx, portalId, REFUSAL_TYPE);
  await recordRefusals(
    trx,
    portalId,
    unknown.map((property) => ({
      objectType: REFUSAL_TYPE,
      recordId: property,
      property,
      message: `This portal has no company property "${property}": the model, the mapping or the play that names it goes without.`,
      at,
    })),
  );
}
