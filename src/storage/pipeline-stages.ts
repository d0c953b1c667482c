import type { Db } from './tables.ts';
import { columnNames, unnestRows } from './unnest-rows.ts';
import type { BulkColumn } from './unnest-rows.ts';
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

/** Replaces the portal's deal pipelines by `stages`; a stage that is gone in HubSpot is gone here. */
export async function replacePipelineStages(db: Db, portalId: number, stages: readonly PipelineStage[]): Promise<void> {
  await sql`delete from pipeline_stages where portal_id = ${portalId}`.execute(db);
  if (stages.length === 0) return;
  await sql`insert into pipeline_stages (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, ${columnNames(COLUMNS)} from ${unnestRows(COLUMNS, stages)}`.execute(db);
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
