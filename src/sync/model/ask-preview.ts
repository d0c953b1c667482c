import { NotFoundError, invalidField } from '../../errors.ts';
import type { Database } from '../../storage/connection/database.ts';
import { askForPreview, getPreview } from '../../storage/portal/model-previews.ts';
import { getActiveVersion, getModel, listModels } from '../../storage/portal/models.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import type { SyncContext } from '../sync-context.ts';
import type { KeptPreview } from './preview-model.ts';

/** A transaction of the app's database that jobs can be sent in. */
export type JobTransaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What a version would change against the active one, or how far it is that this is known. */
export interface PreviewState {
  /** `none`: nobody asked since the version changed or another was activated. */
  state: 'none' | 'working' | 'ready';
  done: number;
  total: number | null;
  /** When it was found out, epoch ms. */
  at: number | null;
  preview: KeptPreview | null;
}

/** Has a version compared with the active one, in a job; the active one itself has no preview. */
export async function askPreview(
  context: SyncContext,
  trx: JobTransaction,
  portalId: number,
  version: number,
): Promise<void> {
  const stored = await getModel(trx, portalId, version);
  const against = await getActiveVersion(trx, portalId);
  if (stored === null || stored.status === 'discarded') {
    throw new NotFoundError(`There is no version ${version} of the model.`);
  }
  if (against === null || against === version) {
    throw invalidField('version', `version ${version} is the active one: it would change nothing`);
  }
  await askForPreview(trx, portalId, { version, revision: stored.revision, against }, context.now());
  const options = { singletonKey: `${portalId} ${version}`, trx };
  await context.queue.send('preview-model', { portalId, version }, options);
}

/**
 * The same, asked by a person: one that is under way goes on.
 * @throws NotFoundError where there is no such version; InvalidInputError for the active one
 */
export async function requestPreview(context: SyncContext, portalId: number, version: number): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    if ((await readPreview({ db: { kysely: trx } }, portalId, version)).state === 'working') return;
    await askPreview(context, trx, portalId, version);
  });
}

/** Compares the open draft anew, where there is one: more is known of the companies than when it was compared. */
export async function previewOpenDraft(context: SyncContext, portalId: number): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const draft = (await listModels(trx, portalId)).find(({ status }) => status === 'draft');
    if (draft !== undefined) await askPreview(context, trx, portalId, draft.model.version);
  });
}

/** The preview of a version as it stands, against the active one. */
export async function readPreview(
  { db }: { db: Pick<Database, 'kysely'> },
  portalId: number,
  version: number,
): Promise<PreviewState> {
  const kept = await getPreview(db.kysely, portalId, version);
  const stored = await getModel(db.kysely, portalId, version);
  const isOf = kept?.revision === stored?.revision && kept?.against === (await getActiveVersion(db.kysely, portalId));
  if (kept === null || !isOf || !isReadable(kept.preview)) {
    return { state: 'none', done: 0, total: null, at: null, preview: null };
  }
  const { done, total, finishedAt: at, preview } = kept;
  return { state: at === null ? 'working' : 'ready', done, total, at, preview };
}

/** Earlier builds kept a number where the proposed moves now stand by tier: such a preview is asked for anew. */
function isReadable(preview: unknown): preview is KeptPreview | null {
  if (preview === null) return true;
  const { proposed } = preview as { proposed?: unknown };
  return proposed === null || Array.isArray(proposed);
}
