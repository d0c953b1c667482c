import type { HubSpotClient } from '../../hubspot/client.ts';
import { listOwners } from '../../hubspot/owners.ts';
import { listPipelines } from '../../hubspot/pipelines.ts';
import { upsertOwners } from '../../storage/owners.ts';
import { replacePipelineStages } from '../../storage/pipeline-stages.ts';
import type { SyncContext } from '../sync-context.ts';

/** Reads what the records refer to: owners and the stages of deal pipelines. */
export async function readDefinitions(context: SyncContext, client: HubSpotClient): Promise<void> {
  const owners = await listOwners(client);
  const pipelines = await listPipelines(client, 'deals');
  await context.db.transaction(async (trx) => {
    await upsertOwners(
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
    await replacePipelineStages(
      trx,
      client.portalId,
      pipelines.flatMap((pipeline) =>
        pipeline.stages.map((stage) => ({
          pipelineId: pipeline.id,
          pipelineLabel: pipeline.label,
          stageId: stage.id,
          label: stage.label,
          probability: stage.probability,
          closed: stage.isClosed,
          position: stage.displayOrder,
        })),
      ),
    );
  });
}
