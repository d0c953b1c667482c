import { sql } from 'kysely';
import type { Model } from '../../domain/model/model.ts';
import { NotFoundError } from '../../errors.ts';
import type { Db } from '../tables/tables.ts';

export interface StoredModel {
  status: 'draft' | 'active' | 'archived' | 'discarded';
  model: Model;
  /** Rises with every change of the draft. */
  revision: number;
  /** The version it was made from. */
  basedOn: number | null;
  createdAt: number;
  createdBy: string;
  changedAt: number;
  changedBy: string;
  /** The last time it was made the one that scores; `null` where it never was. */
  activatedAt: number | null;
  activatedBy: string | null;
}

/** Who did something, and when (epoch ms). */
export interface ModelChange {
  by: string;
  at: number;
}

/**
 * Keeps a model as a draft under the portal's next version; versions are never given twice.
 * @returns the model with that version
 */
export async function saveModelDraft(
  db: Db,
  portalId: number,
  model: Model,
  { by, at }: ModelChange,
  origin: { requestId?: string; basedOn?: number } = {},
): Promise<Model> {
  const time = new Date(at);
  const result = await sql<{ version: number }>`
    insert into models (portal_id, version, name, status, model, created_at, created_by, changed_at, changed_by,
      request_id, based_on)
    select ${portalId}::bigint, coalesce(max(version), 0) + 1, ${model.name}, 'draft', ${JSON.stringify(model)}::jsonb,
      ${time}::timestamptz, ${by}, ${time}::timestamptz, ${by}, ${origin.requestId ?? null}, ${origin.basedOn ?? null}::integer
    from models where portal_id = ${portalId}
    returning version`.execute(db);
  return { ...model, version: result.rows[0]?.version ?? 1 };
}

/** Puts a model in the place of a draft's. @returns whether there is such a draft */
export async function updateModelDraft(
  db: Db,
  portalId: number,
  model: Model,
  { by, at }: ModelChange,
): Promise<boolean> {
  const result = await sql`update models
    set model = ${JSON.stringify(model)}::jsonb, name = ${model.name}, revision = revision + 1,
      changed_at = ${new Date(at)}::timestamptz, changed_by = ${by}
    where portal_id = ${portalId} and version = ${model.version} and status = 'draft'`.execute(db);
  return result.numAffectedRows === 1n;
}

/** Drops a draft; its version is not given again. @returns whether there is such a draft */
export async function discardModelDraft(db: Db, portalId: number, version: number): Promise<boolean> {
  const result = await sql`update models set status = 'discarded'
    where portal_id = ${portalId} and version = ${version} and status = 'draft'`.execute(db);
  return result.numAffectedRows === 1n;
}

/**
 * Makes a version the one that scores, archives the one before, and notes who did it; call it in a transaction.
 * @throws NotFoundError where there is no such version
 */
export async function activateModel(
  db: Db,
  portalId: number,
  version: number,
  { by, at, requestId }: ModelChange & { requestId?: string },
): Promise<void> {
  await sql`update models set status = 'archived'
    where portal_id = ${portalId} and status = 'active' and version <> ${version}`.execute(db);
  const result = await db
    .updateTable('models')
    .set({ status: 'active' })
    .where('portal_id', '=', portalId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new NotFoundError(`Portal ${portalId} has no model version ${version}.`);
  await db
    .insertInto('model_activations')
    .values({ portal_id: portalId, version, at: new Date(at), by, request_id: requestId ?? null })
    .execute();
}

/** The model that scores, or `null` where none was activated yet. */
export async function getActiveModel(db: Db, portalId: number): Promise<Model | null> {
  const row = await db
    .selectFrom('models')
    .select(['version', 'model'])
    .where('portal_id', '=', portalId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return row === undefined ? null : { ...(row.model as Model), version: row.version };
}

/** The version of the model that scores, or `null` where none was activated yet. */
export async function getActiveVersion(db: Db, portalId: number): Promise<number | null> {
  const row = await db
    .selectFrom('models')
    .select('version')
    .where('portal_id', '=', portalId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return row?.version ?? null;
}

/** `null` where there is no such version. */
export async function getModel(db: Db, portalId: number, version: number): Promise<StoredModel | null> {
  return (await selectModels(db, portalId, version))[0] ?? null;
}

/** The draft that this request made, `null` where it made none. */
export async function findRequestedDraft(db: Db, portalId: number, requestId: string): Promise<StoredModel | null> {
  const row = await db
    .selectFrom('models')
    .select('version')
    .where('portal_id', '=', portalId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row === undefined ? null : getModel(db, portalId, row.version);
}

/** Newest first. */
export async function listModels(db: Db, portalId: number): Promise<StoredModel[]> {
  return selectModels(db, portalId);
}

/** Whether this request activated a version before. */
export async function wasActivatedBy(db: Db, portalId: number, requestId: string): Promise<boolean> {
  const row = await db
    .selectFrom('model_activations')
    .select('seq')
    .where('portal_id', '=', portalId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The version that scored at a moment (epoch ms); before the first activation that one. `null` without any. */
export async function findVersionAt(db: Db, portalId: number, at: number): Promise<number | null> {
  const result = await sql<{ version: number }>`select version from model_activations
    where portal_id = ${portalId}
    order by (at <= ${new Date(at)}::timestamptz) desc, case when at <= ${new Date(at)}::timestamptz then -seq else seq end
    limit 1`.execute(db);
  return result.rows[0]?.version ?? null;
}

/** The company properties that any version names, but the discarded: they are read before a draft scores anything. */
export async function listModelProperties(db: Db, portalId: number): Promise<string[]> {
  const result = await sql<{ name: string }>`
    select distinct named #>> '{}' as name from models
    cross join lateral jsonb_path_query(model, '$.fit.*[*].property') as named
    where portal_id = ${portalId} and status <> 'discarded' order by name`.execute(db);
  return result.rows.map(({ name }) => name);
}

interface ModelRow {
  version: number;
  status: StoredModel['status'];
  model: Model;
  revision: number;
  based_on: number | null;
  created_at: number;
  created_by: string;
  changed_at: number;
  changed_by: string;
  activated_at: number | null;
  activated_by: string | null;
}

async function selectModels(db: Db, portalId: number, version: number | null = null): Promise<StoredModel[]> {
  const result = await sql<ModelRow>`
    select held.*, activation.at as activated_at, activation."by" as activated_by
    from models held left join lateral (
      select at, "by" from model_activations each
      where each.portal_id = held.portal_id and each.version = held.version order by seq desc limit 1
    ) activation on true
    where held.portal_id = ${portalId} and (${version}::int is null or held.version = ${version})
    order by held.version desc`.execute(db);
  return result.rows.map((row) => ({
    status: row.status,
    model: { ...row.model, version: row.version },
    revision: row.revision,
    basedOn: row.based_on,
    createdAt: row.created_at,
    createdBy: row.created_by,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    activatedAt: row.activated_at,
    activatedBy: row.activated_by,
  }));
}
