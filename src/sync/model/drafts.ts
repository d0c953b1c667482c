import { isDeepStrictEqual } from 'node:util';
import type { PropertyCondition } from '../../domain/condition/property-condition.ts';
import type { Model } from '../../domain/model/model.ts';
import { STARTING_MODELS } from '../../domain/model/starting-models/starting-models.ts';
import { InvalidInputError, NotFoundError, invalidField, type InputFault } from '../../errors.ts';
import { readName } from '../../storage/mirror/owners.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import {
  discardModelDraft,
  findRequestedDraft,
  getModel,
  listModels,
  saveModelDraft,
  updateModelDraft,
  type StoredModel,
} from '../../storage/portal/models.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { countUnread } from '../../storage/mirror/companies.ts';
import type { SyncContext } from '../sync-context.ts';
import { askPreview, type JobTransaction } from './ask-preview.ts';
import { listChangedParts } from './compare-versions.ts';
import { findNoDates, findUnknownProperties } from './model-properties.ts';
import { propertiesOf, type ModelContent } from './model-schema.ts';

/** What a draft begins as: the active model, a starting model's fit in it, or an earlier version. */
export type DraftSource = { kind: 'active' } | { kind: 'start'; id: string } | { kind: 'version'; version: number };

/**
 * Begins the portal's one draft; a repeat of the request gives the same.
 * @throws InvalidInputError where there is a draft already, or no such source
 */
export async function openDraft(
  context: SyncContext,
  portalId: number,
  { requestId, from, by }: { requestId: string; from: DraftSource; by: string },
): Promise<StoredModel> {
  const unknown = await findUnknownProperties(context, portalId, await readSourceProperties(context, portalId, from));
  return context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const made = await findRequestedDraft(trx, portalId, requestId);
    if (made !== null) return made;
    const models = await listModels(trx, portalId);
    const open = models.find(({ status }) => status === 'draft');
    if (open !== undefined) {
      throw invalidField('from', `version ${open.model.version} is a draft already: activate or discard it first`);
    }
    const { model, basedOn } = findSource(models, from);
    const at = context.now();
    const { version } = await saveModelDraft(trx, portalId, model, { by, at }, { requestId, basedOn });
    const details = { from: from.kind === 'start' ? from.id : basedOn };
    await appendAudit(trx, portalId, { at, actor: by, action: 'model drafted', subject: `model:${version}`, details });
    await readAndPreview(context, trx, portalId, { ...model, version }, unknown);
    return loadDraft(trx, portalId, version);
  });
}

async function readSourceProperties(context: SyncContext, portalId: number, from: DraftSource): Promise<string[]> {
  return propertiesOf(findSource(await listModels(context.db.kysely, portalId), from).model);
}

function findSource(models: readonly StoredModel[], from: DraftSource): { model: Model; basedOn: number } {
  const active = models.find(({ status }) => status === 'active')?.model;
  if (active === undefined) throw new NotFoundError('This portal has no active model: install the app again.');
  if (from.kind === 'active') return { model: active, basedOn: active.version };
  if (from.kind === 'start') {
    const start = STARTING_MODELS.find(({ id }) => id === from.id);
    if (start === undefined)
      throw invalidField('from', `must be one of ${STARTING_MODELS.map(({ id }) => id).join(', ')}`);
    return { model: { ...active, name: start.label, fit: start.fit }, basedOn: active.version };
  }
  const earlier = models.find(({ model, status }) => model.version === from.version && status !== 'discarded');
  if (earlier === undefined) throw invalidField('from', `there is no version ${from.version}`);
  return { model: earlier.model, basedOn: from.version };
}

interface DraftChange {
  version: number;
  /** The whole model, or what is made of the one held. */
  model: ModelContent | ((held: Model) => ModelContent);
  /** The draft as it was read; needed where the whole model takes the place of what somebody may have changed since. */
  revision?: number;
  by: string;
}

/**
 * Puts a whole model in the place of a draft's; what changes nothing is not written.
 * @throws InvalidInputError naming each company property that the portal does not have, or where it is no draft, or one
 * that somebody changed since it was read
 */
export async function changeDraft(
  context: SyncContext,
  portalId: number,
  { version, model: change, revision, by }: DraftChange,
): Promise<StoredModel> {
  const seen = await loadDraft(context.db.kysely, portalId, version);
  const wanted = typeof change === 'function' ? change(seen.model) : change;
  const unknown = await findUnknownProperties(context, portalId, propertiesOf(wanted));
  assertKnown(unknown, seen.model, wanted);
  assertDates(await findNoDates(context.db.kysely, portalId, listConditions(wanted)));
  return context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const held = await loadDraft(trx, portalId, version);
    const model = { ...(typeof change === 'function' ? change(held.model) : change), version };
    if (isDeepStrictEqual(model, held.model)) return held;
    await assertSeen(trx, portalId, held, revision);
    const at = context.now();
    await updateModelDraft(trx, portalId, model, { by, at });
    const details = { changed: listChangedParts(held.model, model) };
    const subject = `model:${version}`;
    await appendAudit(trx, portalId, { at, actor: by, action: 'model draft changed', subject, details });
    await readAndPreview(context, trx, portalId, model, unknown);
    return loadDraft(trx, portalId, version);
  });
}

/**
 * Drops a draft; one that was dropped before stays so.
 * @throws InvalidInputError where it is no draft, or one that somebody changed since it was read
 */
export async function discardDraft(
  context: SyncContext,
  portalId: number,
  { version, revision, by }: Pick<DraftChange, 'version' | 'revision' | 'by'>,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    if ((await getModel(trx, portalId, version))?.status === 'discarded') return;
    await assertSeen(trx, portalId, await loadDraft(trx, portalId, version), revision);
    await discardModelDraft(trx, portalId, version);
    const entry = { at: context.now(), actor: by, subject: `model:${version}`, details: {} };
    await appendAudit(trx, portalId, { ...entry, action: 'model draft discarded' });
  });
}

/** If two people change a draft at once, the later one is told, so that neither overwrites what they never saw. */
async function assertSeen(
  db: Db,
  portalId: number,
  { revision, changedBy }: StoredModel,
  seen: number | undefined,
): Promise<void> {
  if (seen === undefined || seen === revision) return;
  const who = await readName(db, portalId, changedBy);
  throw refuseMoved(`${who} changed this draft since you read it. Nothing of yours was saved.`);
}

/** Refuses what was asked of a draft that has moved on, by the field that screens know this from. */
function refuseMoved(problem: string): InvalidInputError {
  return new InvalidInputError(problem, [{ field: 'revision', problem }]);
}

/** A draft's preview is found out at once, and what it names of companies is read before it scores anything. */
async function readAndPreview(
  context: SyncContext,
  trx: JobTransaction,
  portalId: number,
  model: Model,
  unknown: readonly string[],
): Promise<void> {
  const names = propertiesOf(model).filter((name) => !unknown.includes(name));
  if ((await countUnread(trx, portalId, names)).length > 0) {
    const options = { singletonKey: String(portalId), trx };
    await context.queue.send('reread-companies', { portalId, since: context.now() }, options);
  }
  await askPreview(context, trx, portalId, model.version);
}

/** A property that was named before may be gone since: that is told elsewhere, and does not stop other changes. */
function assertKnown(unknown: readonly string[], held: Model, { fit }: ModelContent): void {
  const before = propertiesOf(held);
  const isNew = (property: string): boolean => unknown.includes(property) && !before.includes(property);
  const faults = (['criteria', 'disqualifiers'] as const).flatMap((part) =>
    fit[part].flatMap(({ property }, index): InputFault[] =>
      isNew(property)
        ? [{ field: `fit.${part}.${index}.property`, problem: `this account has no company property "${property}"` }]
        : [],
    ),
  );
  const [first] = faults;
  if (first !== undefined) throw new InvalidInputError(`Check ${first.field}: ${first.problem}.`, faults);
}

/** Every condition of the fit, by its field. */
function listConditions({ fit }: ModelContent): { field: string; property: string; when: PropertyCondition }[] {
  const bands = fit.criteria.flatMap((criterion, at) =>
    criterion.bands.map(({ when }, index) => ({
      field: `fit.criteria.${at}.bands.${index}.when.kind`,
      property: criterion.property,
      when,
    })),
  );
  const rules = fit.disqualifiers.map(({ property, when }, at) => ({
    field: `fit.disqualifiers.${at}.when.kind`,
    property,
    when,
  }));
  return [...bands, ...rules];
}

function assertDates(faults: readonly InputFault[]): void {
  const [first] = faults;
  if (first !== undefined) throw new InvalidInputError(`Check ${first.field}: it ${first.problem}.`, faults);
}

async function loadDraft(db: Db, portalId: number, version: number): Promise<StoredModel> {
  const stored = await getModel(db, portalId, version);
  if (stored === null) throw new NotFoundError(`There is no version ${version} of the model.`);
  if (stored.status !== 'draft') throw refuseMoved(`Only a draft can be changed, and version ${version} is no draft.`);
  return stored;
}
