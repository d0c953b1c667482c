import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** What a version, as it stood at a revision, would change against another, or how far it is that this is known. */
export interface StoredPreview {
  version: number;
  revision: number;
  against: number;
  askedAt: number;
  /** Accounts scored, of how many; `null` until they are counted. */
  done: number;
  total: number | null;
  /** `null` while it is being found out. */
  finishedAt: number | null;
  /** As the caller defines it. */
  preview: unknown;
}

type PreviewKey = Pick<StoredPreview, 'version' | 'revision' | 'against'>;
/** Names one asking for a preview. */
export type AskedPreview = PreviewKey & Pick<StoredPreview, 'askedAt'>;

/** Asks for the preview of a version anew: what was known of it is dropped. */
export async function askForPreview(db: Db, portalId: number, key: PreviewKey, at: number): Promise<void> {
  await sql`insert into model_previews (portal_id, version, revision, against, asked_at)
    values (${portalId}, ${key.version}, ${key.revision}, ${key.against}, ${new Date(at)}::timestamptz)
    on conflict (portal_id, version) do update set revision = excluded.revision, against = excluded.against,
      asked_at = excluded.asked_at, done = 0, total = null, finished_at = null, preview = null`.execute(db);
}

/** `null` where nobody asked. */
export async function getPreview(db: Db, portalId: number, version: number): Promise<StoredPreview | null> {
  const row = await db
    .selectFrom('model_previews')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { revision, against, done, total, preview } = row;
  return { version, revision, against, askedAt: row.asked_at, done, total, finishedAt: row.finished_at, preview };
}

/** Notes how far it is. @returns whether the very same preview is still asked for */
export async function notePreviewProgress(
  db: Db,
  portalId: number,
  asked: AskedPreview,
  progress: { done: number; total: number },
): Promise<boolean> {
  const result = await sql`update model_previews set done = ${progress.done}, total = ${progress.total}
    where ${isAsked(portalId, asked)}`.execute(db);
  return result.numAffectedRows === 1n;
}

/** Keeps a preview, unless another was asked for meanwhile. */
export async function finishPreview(
  db: Db,
  portalId: number,
  asked: AskedPreview,
  preview: unknown,
  at: number,
): Promise<void> {
  await sql`update model_previews
    set preview = ${JSON.stringify(preview)}::jsonb, finished_at = ${new Date(at)}::timestamptz
    where ${isAsked(portalId, asked)}`.execute(db);
}

function isAsked(portalId: number, { version, revision, against, askedAt }: AskedPreview): RawBuilder<unknown> {
  return sql`portal_id = ${portalId} and version = ${version} and revision = ${revision} and against = ${against}
    and asked_at = ${new Date(askedAt)}::timestamptz`;
}
