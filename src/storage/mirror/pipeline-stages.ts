import { markStale } from '../accounts/stale-accounts.ts';
import type { Db } from '../tables/tables.ts';
import { columnNames, unnestRows } from '../connection/unnest-rows.ts';
import type { BulkColumn } from '../connection/unnest-rows.ts';
import { sql } from 'kysely';

export interface PipelineStage {
  pipelineId: string;
  pipelineLabel: string;
  stageId: string;
  label: string;
  /** 0–1, `null` where the pipeline does not say. */
  probability: number | null;
  closed: boolean;
  position: number;
}

const COLUMNS: readonly BulkColumn<PipelineStage>[] = [
  ['pipeline_id', 'text', (stage) => stage.pipelineId],
  ['pipeline_label', 'text', (stage) => stage.pipelineLabel],
  ['stage_id', 'text', (stage) => stage.stageId],
  ['label', 'text', (stage) => stage.label],
  ['probability', 'float8', (stage) => stage.probability],
  ['closed', 'boolean', (stage) => stage.closed],
  ['position', 'integer', (stage) => stage.position],
];

/**
 * Replaces the portal's deal pipelines by `stages`, a stage that is gone in HubSpot is gone here, and marks the accounts
 * with a deal in one that changed; in a transaction.
 */
export async function replacePipelineStages(db: Db, portalId: number, stages: readonly PipelineStage[]): Promise<void> {
  await markStale(db, portalId, await companiesInOtherStages(db, portalId, stages), 'pipeline changed');
  await sql`delete from pipeline_stages where portal_id = ${portalId}`.execute(db);
  if (stages.length === 0) return;
  await sql`insert into pipeline_stages (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, ${columnNames(COLUMNS)} from ${unnestRows(COLUMNS, stages)}`.execute(db);
}

/** The accounts with a deal in a stage whose label or probability differs from what is held. */
async function companiesInOtherStages(db: Db, portalId: number, stages: readonly PipelineStage[]): Promise<string[]> {
  const result = await sql<{ id: string }>`
    with new as (select * from ${unnestRows(COLUMNS, stages)}),
    changed as (
      select coalesce(new.pipeline_id, held.pipeline_id) as pipeline_id, coalesce(new.stage_id, held.stage_id) as stage_id
      from new full join (select * from pipeline_stages where portal_id = ${portalId}) held
        on held.pipeline_id = new.pipeline_id and held.stage_id = new.stage_id
      where (new.label, new.probability) is distinct from (held.label, held.probability)
    )
    select distinct link.company_id as id from changed
    join deals deal on deal.portal_id = ${portalId} and deal.pipeline_id = changed.pipeline_id
      and deal.stage_id = changed.stage_id
    join deal_companies link on link.portal_id = ${portalId} and link.deal_id = deal.deal_id order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

export async function listPipelineStages(db: Db, portalId: number): Promise<PipelineStage[]> {
  const rows = await db
    .selectFrom('pipeline_stages')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('pipeline_id')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    pipelineId: row.pipeline_id,
    pipelineLabel: row.pipeline_label,
    stageId: row.stage_id,
    label: row.label,
    probability: row.probability,
    closed: row.closed,
    position: row.position,
  }));
}
