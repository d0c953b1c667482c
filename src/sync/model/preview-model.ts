import { setImmediate } from 'node:timers/promises';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Model } from '../../domain/model/model.ts';
import { previewModel, type ModelPreview, type PreviewedAccount } from '../../domain/model/preview-model.ts';
import type { HeldPosition, PortalNorms, StageResult } from '../../domain/scores.ts';
import { keepTiers, type KeptAssignment, type ListRules } from '../../domain/target-list/keep-tiers.ts';
import { findChange, mayApply } from '../../domain/target-list/propose-changes.ts';
import { assignTiers } from '../../domain/tiering/assign-tiers.ts';
import { loadAccountFacts } from '../../storage/account-facts.ts';
import { loadHeldPositions } from '../../storage/account-scores.ts';
import { countCompanies, listCompanyIds, type UnreadProperty } from '../../storage/companies.ts';
import { finishPreview, getPreview, notePreviewProgress } from '../../storage/model-previews.ts';
import { getActiveModel, getModel } from '../../storage/models.ts';
import type { Db } from '../../storage/tables.ts';
import { getKeptList, listKeptOut } from '../../storage/target-list.ts';
import { judgeAccount, NEW_ACCOUNT } from '../refresh/judge-account.ts';
import { findNorms } from '../refresh/load-scoring.ts';
import { isStarting } from '../settings/is-starting.ts';
import { readSettings } from '../settings/portal-settings.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';
import { findUnread } from './model-properties.ts';
import { propertiesOf } from './model-schema.ts';

/** Accounts scored between two turns of the event loop. */
const CHUNK = 100;
/** Accounts that are named of those that move. */
const NAMED = 200;

export interface PortalPreview extends ModelPreview {
  /** Changes that the version would have and that wait for both keys, where the list is kept with two. */
  proposed: number;
}

/** What is kept of a preview: every number, and by name the accounts that move farthest. */
export interface KeptPreview extends PortalPreview {
  tierMovesTotal: number;
  stageMovesTotal: number;
  /** Properties the version reads that were not read of every company yet: there they count as unknown. */
  unread: UnreadProperty[];
}

/**
 * Finds out what was asked for of a version, and keeps it. What was changed, activated or asked anew meanwhile ends it.
 * @throws the signal's reason where it is aborted
 */
export async function runPreview(
  context: SyncContext,
  portalId: number,
  version: number,
  signal?: AbortSignal,
): Promise<void> {
  const { kysely } = context.db;
  const asked = await getPreview(kysely, portalId, version);
  if (asked === null || asked.finishedAt !== null) return;
  const stored = await getModel(kysely, portalId, version);
  const active = await getActiveModel(kysely, portalId);
  if (active?.version !== asked.against || stored?.revision !== asked.revision) return;
  const total = await countCompanies(kysely, portalId);
  const isWanted = (done: number): Promise<boolean> => {
    signal?.throwIfAborted();
    return notePreviewProgress(kysely, portalId, asked, { done, total });
  };
  const unread = await findUnread(kysely, portalId, propertiesOf(stored.model));
  const found = await comparePortal(context, portalId, [active, stored.model], isWanted);
  if (found === null) return;
  const { tierMoves, stageMoves } = found;
  const preview: KeptPreview = {
    ...found,
    tierMoves: tierMoves.slice(0, NAMED),
    stageMoves: stageMoves.slice(0, NAMED),
    tierMovesTotal: tierMoves.length,
    stageMovesTotal: stageMoves.length,
    unread,
  };
  await finishPreview(kysely, portalId, asked, preview, context.now());
}

/** An account under one model: what tiers are assigned by, and what the preview compares. */
interface Scored extends Omit<PreviewedAccount, 'tier' | 'stage'> {
  intent: number;
  dealPotential: number;
  disqualifiedBy: string | null;
  held: HeldPosition;
  tier: Tier | null;
  stage: StageResult;
}

interface Side {
  model: Model;
  norms: PortalNorms;
  accounts: Scored[];
}

/**
 * Scores every account of the portal under both models at one moment, as a refresh would, and assigns tiers for both.
 * In memory are a few numbers of each account, and the facts of a chunk.
 * @param isWanted is told how many accounts are scored, and says whether to go on; `null` where it ended
 */
export async function comparePortal(
  context: SyncContext,
  portalId: number,
  [before, after]: readonly [before: Model, after: Model],
  isWanted: (done: number) => Promise<boolean> = () => Promise.resolve(true),
): Promise<PortalPreview | null> {
  const rules = await readListRules(context.db.kysely, portalId, context.now());
  const endsStays = await isStarting(context.db.kysely, portalId);
  const now = context.scoringTime();
  const sides: Side[] = [];
  for (const model of [before, after]) {
    sides.push({ model, norms: await findNorms(context, portalId, model).then(({ norms }) => norms), accounts: [] });
  }
  let last: string | null = null;
  let done = 0;
  do {
    if (!(await isWanted(done))) return null;
    const ids: string[] = await listCompanyIds(context.db.kysely, portalId, last, CHUNK);
    for (const { facts, held } of await loadChunk(context, portalId, ids)) {
      const free = endsStays ? { ...held, tierSince: null } : held;
      for (const side of sides) side.accounts.push(score(facts, side === sides[1] ? free : held, side, now));
    }
    last = ids.length === CHUNK ? (ids.at(-1) ?? null) : null;
    done += ids.length;
    await setImmediate();
  } while (last !== null);
  let proposed = 0;
  for (const side of sides) proposed = await seat(context, portalId, side, { rules, now });
  const [old, fresh] = sides.map(({ accounts }) => accounts.map(toPreviewed));
  return { ...previewModel(old ?? [], fresh ?? []), proposed };
}

async function loadChunk(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
): Promise<{ facts: AccountFacts; held: HeldPosition }[]> {
  const { kysely } = context.db;
  const facts = await loadAccountFacts(kysely, portalId, companyIds, { since: retentionStart(context) });
  const held = await loadHeldPositions(kysely, portalId, companyIds);
  return facts.map((account) => ({ facts: account, held: held.get(account.companyId) ?? NEW_ACCOUNT }));
}

function score(facts: AccountFacts, held: HeldPosition, side: Side, now: number): Scored {
  const { fit, engagement, intent, dealPotential, stage } = judgeAccount(facts, held, side, now);
  return {
    companyId: facts.companyId,
    name: facts.name,
    fit: fit.total,
    engagement: engagement.total,
    intent: intent.total,
    dealPotential,
    disqualifiedBy: fit.disqualifiedBy,
    held,
    tier: held.tier,
    stage,
  };
}

/** What a round would be given of a list that is kept with two keys, as `prepareList` does; nothing is written. */
async function readListRules(db: Db, portalId: number, now: number): Promise<ListRules | null> {
  if ((await getKeptList(db, portalId)) === null) return null;
  const { autoApply } = await readSettings(db, portalId);
  return { autoApply, keptOut: await listKeptOut(db, portalId, now) };
}

/**
 * Assigns tiers; whose moved is scored once more, since required roles, and by them the stage, follow the tier.
 * @returns how many changes would wait for both keys
 */
async function seat(
  context: SyncContext,
  portalId: number,
  side: Side,
  { rules, now }: { rules: ListRules | null; now: number },
): Promise<number> {
  const { accounts, model } = side;
  const kept = rules && keepTiers(accounts, model.tiering, rules, now);
  const assignments = kept ?? assignTiers(accounts, model.tiering, now);
  const moved = new Map<string, Scored>();
  for (const [index, account] of accounts.entries()) {
    account.tier = assignments[index]?.tier ?? null;
    if (account.tier !== account.held.tier) moved.set(account.companyId, account);
  }
  const ids = [...moved.keys()];
  for (let start = 0; start < ids.length; start += CHUNK) {
    for (const { facts } of await loadChunk(context, portalId, ids.slice(start, start + CHUNK))) {
      const account = moved.get(facts.companyId);
      if (account === undefined) continue;
      const held = { ...account.held, tier: account.tier, stage: account.stage };
      account.stage = judgeAccount(facts, held, side, now).stage;
    }
    await setImmediate();
  }
  return rules === null ? 0 : (kept ?? []).filter((account) => needsKeys(account, rules)).length;
}

function needsKeys({ tier, wanted }: KeptAssignment, { autoApply }: ListRules): boolean {
  const change = findChange({ held: tier, wanted });
  return change !== null && !mayApply(change, autoApply);
}

function toPreviewed({ companyId, name, tier, stage, fit, engagement }: Scored): PreviewedAccount {
  return { companyId, name, tier, stage: stage.id, fit, engagement };
}
