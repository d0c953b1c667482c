import type { Tier } from '../../domain/committee/committee-model.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Model } from '../../domain/model/model.ts';
import type { ModelPreview } from '../../domain/model/preview-model.ts';
import type { HeldPosition, PortalNorms, StageResult } from '../../domain/scores.ts';
import type { ListRules } from '../../domain/target-list/keep-tiers.ts';
import { loadAccountFacts } from '../../storage/accounts/account-facts.ts';
import { loadHeldPositions } from '../../storage/accounts/account-scores.ts';
import { countCompanies, listCompanyIds, type UnreadProperty } from '../../storage/mirror/companies.ts';
import { finishPreview, getPreview, notePreviewProgress } from '../../storage/portal/model-previews.ts';
import { getActiveModel, getModel } from '../../storage/portal/models.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { getKeptList, listKeptOut } from '../../storage/target-list/target-list.ts';
import { judgeAccount, NEW_ACCOUNT } from '../refresh/judge-account.ts';
import { findNorms } from '../refresh/load-scoring.ts';
import { mapInTurns } from '../refresh/map-in-turns.ts';
import { readSettings } from '../settings/portal-settings.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';
import { listEndingStays } from './list-ending-stays.ts';
import { findUnread } from './model-properties.ts';
import { propertiesOf } from './model-schema.ts';
import { openPreviewThread, type PreviewThread } from './preview-thread.ts';
import type { ProposedMoves, ScoredAccount, Side } from './preview-worker.ts';

/** Accounts whose facts are in memory at once. */
const CHUNK = 100;
/** Accounts that are named of those that move. */
const NAMED = 200;

export interface PortalPreview extends ModelPreview {
  /** Changes that the version would have and that wait for both keys; `null` where the list is provisional. */
  proposed: ProposedMoves[] | null;
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

/** An account under one model, as it is scored here; seated and compared it is in a thread of its own. */
interface Scored {
  companyId: string;
  held: HeldPosition;
  stage: StageResult;
}

interface SideOfPreview {
  name: Side;
  model: Model;
  norms: PortalNorms;
  /** Whose minimum stay activating it would end. */
  endingStays: ReadonlySet<string>;
  accounts: Scored[];
}

/**
 * Scores every account of the portal under both models at one moment, as a refresh would, and assigns tiers for both.
 * In memory are a few numbers of each account, and the facts of a chunk.
 * @param isWanted receives how many accounts are scored, and says whether to go on; `null` where it ended
 */
export async function comparePortal(
  context: SyncContext,
  portalId: number,
  [before, after]: readonly [before: Model, after: Model],
  isWanted: (done: number) => Promise<boolean> = () => Promise.resolve(true),
): Promise<PortalPreview | null> {
  const rules = await readListRules(context.db.kysely, portalId, context.now());
  const versions = { from: before.version, to: after.version };
  const ending = new Set(await listEndingStays(context.db.kysely, portalId, versions));
  const now = context.scoringTime();
  const sides: SideOfPreview[] = [];
  for (const [name, model] of [['before', before] as const, ['after', after] as const]) {
    const { norms } = await findNorms(context, portalId, model);
    sides.push({ name, model, norms, endingStays: name === 'after' ? ending : new Set(), accounts: [] });
  }
  const thread = openPreviewThread();
  try {
    if (!(await scoreAll(context, portalId, { sides, thread, isWanted, now }))) return null;
    let proposed: PortalPreview['proposed'] = null;
    for (const side of sides) proposed = await seat(context, portalId, { side, thread, rules, now });
    return { ...(await thread.compare()), proposed };
  } finally {
    await thread.close();
  }
}

interface Scoring {
  sides: readonly SideOfPreview[];
  thread: PreviewThread;
  isWanted: (done: number) => Promise<boolean>;
  now: number;
}

/** @returns whether it came to its end */
async function scoreAll(
  context: SyncContext,
  portalId: number,
  { sides, thread, isWanted, now }: Scoring,
): Promise<boolean> {
  let last: string | null = null;
  let done = 0;
  do {
    if (!(await isWanted(done))) return false;
    const ids: string[] = await listCompanyIds(context.db.kysely, portalId, last, CHUNK);
    const chunk = await loadChunk(context, portalId, ids);
    for (const side of sides) {
      const accounts = await mapInTurns(chunk, ({ facts, held }) => score(facts, held, side, now));
      thread.post({ kind: 'accounts', side: side.name, accounts });
    }
    last = ids.length === CHUNK ? (ids.at(-1) ?? null) : null;
    done += ids.length;
  } while (last !== null);
  return true;
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

function score(facts: AccountFacts, position: HeldPosition, side: SideOfPreview, now: number): ScoredAccount {
  const held = side.endingStays.has(facts.companyId) ? { ...position, tierSince: null } : position;
  const { fit, engagement, intent, dealPotential, stage } = judgeAccount(facts, held, side, now);
  const { companyId, name } = facts;
  side.accounts.push({ companyId, held, stage });
  return {
    companyId,
    name,
    fit: fit.total,
    engagement: engagement.total,
    intent: intent.total,
    dealPotential,
    disqualifiedBy: fit.disqualifiedBy,
    held,
    stage: stage.id,
  };
}

/** What a round would be given of a list that is kept with two keys, as `prepareList` does; nothing is written. */
async function readListRules(db: Db, portalId: number, now: number): Promise<ListRules | null> {
  if ((await getKeptList(db, portalId)) === null) return null;
  const { autoApply } = await readSettings(db, portalId);
  return { autoApply, keptOut: await listKeptOut(db, portalId, now) };
}

interface Seat {
  side: SideOfPreview;
  thread: PreviewThread;
  rules: ListRules | null;
  now: number;
}

/**
 * Assigns tiers; whose moved is scored once more, since required roles, and by them the stage, follow the tier.
 * @returns the changes that would wait for both keys
 */
async function seat(
  context: SyncContext,
  portalId: number,
  { side, thread, rules, now }: Seat,
): Promise<PortalPreview['proposed']> {
  const { name, model, accounts } = side;
  const { tiers, proposed } = await thread.seat({ kind: 'seat', side: name, tiering: model.tiering, rules, now });
  const moved = new Map<string, Scored & { index: number; tier: Tier | null }>();
  for (const [index, account] of accounts.entries()) {
    const tier = (tiers[index] || null) as Tier | null;
    if (tier !== account.held.tier) moved.set(account.companyId, { ...account, index, tier });
  }
  const ids = [...moved.keys()];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = await loadChunk(context, portalId, ids.slice(start, start + CHUNK));
    const stages = await mapInTurns(chunk, ({ facts }) => {
      const account = moved.get(facts.companyId);
      if (account === undefined) return [];
      const held = { ...account.held, tier: account.tier, stage: account.stage };
      return [[account.index, judgeAccount(facts, held, side, now).stage.id] as const];
    });
    thread.post({ kind: 'stages', side: name, stages: stages.flat() });
  }
  return proposed;
}
