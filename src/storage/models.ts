import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Model } from '../domain/model/model.ts';
import { NotFoundError } from '../errors.ts';
import type { Db, Tables } from './tables.ts';

export interface StoredModel {
  status: 'draft' | 'active' | 'archived';
  model: Model;
  createdAt: number;
  createdBy: string;
}

/** Keeps a model as a draft under the portal's next version. @returns the model with that version */
export async function saveModelDraft(
  db: Db,
  portalId: number,
  model: Model,
  createdBy: string,
  now: number,
): Promise<Model> {
  const result = await sql<{ version: number }>`
    insert into models (portal_id, version, name, status, model, created_at, created_by)
    select ${portalId}::bigint, coalesce(max(version), 0) + 1, ${model.name}, 'draft', ${JSON.stringify(model)}::jsonb,
      ${new Date(now)}::timestamptz, ${createdBy}
    from models where portal_id = ${portalId}
    returning version`.execute(db);
  return { ...model, version: result.rows[0]?.version ?? 1 };
}

/**
 * Makes a version the one that scores and archives the one before; call it in a transaction.
 * @throws NotFoundError where there is no such version
 */
export async function activateModel(db: Db, portalId: number, version: number): Promise<void> {
  await sql`update models set status = 'archived'
    where portal_id = ${portalId} and status = 'active' and version <> ${version}`.execute(db);
  const result = await db
    .updateTable('models')
    .set({ status: 'active' })
    .where('portal_id', '=', portalId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new NotFoundError(`Portal ${portalId} has no model version ${version}.`);
}

/** The model that scores, or `null` where none was activated yet. */
export async function getActiveModel(db: Db, portalId: number): Promise<Model | null> {
  const row = await db
    .selectFrom('models')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return row === undefined ? null : toStoredModel(row).model;
}

/** Newest first. */
export async function listModels(db: Db, portalId: number): Promise<StoredModel[]> {
  const rows = await db
    .selectFrom('models')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toStoredModel);
}

function toStoredModel(row: Selectable<Tables['models']>): StoredModel {
  return {
    status: row.status as StoredModel['status'],
    model: { ...(row.model as Model), version: row.version },
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
