import { isDeepStrictEqual } from 'node:util';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import { factsAt } from '../../domain/model/facts-at.ts';
import type { Model } from '../../domain/model/model.ts';
import { outlookOf, type AccountOutlook } from '../../domain/outlook/account-outlook.ts';
import type { Cluster } from '../../domain/plays/clusters.ts';
import type { DueFact } from '../../domain/plays/follow-dues.ts';
import { workPlays, type PlayScoring, type WorkedPlays } from '../../domain/plays/work-plays.ts';
import type { AccountResult, HeldPosition, PortalNorms } from '../../domain/scores.ts';
import { loadAccountFacts } from '../../storage/accounts/account-facts.ts';
import {
  loadHeldPositions,
  saveComputedAccounts,
  type ComputedAccount,
} from '../../storage/accounts/account-scores.ts';
import { findErased } from '../../storage/mirror/erase-contact.ts';
import { loadLatestDues, savePlayDues } from '../../storage/plays/play-dues.ts';
import { savePersonScores } from '../../storage/accounts/person-scores.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';
import { toStored } from './account-snapshot.ts';
import { endRuns } from './end-runs.ts';
import { judgeAccount, NEW_ACCOUNT, scoresOf } from './judge-account.ts';
import { mapInTurns } from './map-in-turns.ts';

/** What the scoring of any account of a portal needs besides its facts. */
export interface PortalScoring extends PlayScoring {
  model: Model;
  norms: PortalNorms;
  /** What the portal calls the roles. */
  roleLabels: RoleLabels;
  /** By company id. */
  clusters: ReadonlyMap<string, Cluster>;
}

/** What an account held when its computation began. */
interface HeldBefore {
  position: HeldPosition | undefined;
  due: readonly DueFact[] | undefined;
}

/**
 * Loads, scores and saves these accounts (hundreds at once), each with the tier it holds now, and ends those of their
 * play runs that are over. With `markAs` they are marked stale under that reason as they are saved: for a caller that
 * leaves the publishing to the next refresh, and whose facts may be older than those of one that runs meanwhile.
 */
export async function computeAccounts(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  scoring: PortalScoring,
  options: { markAs?: string } = {},
): Promise<void> {
  const { db } = context;
  const now = context.scoringTime();
  const facts = await loadAccountFacts(db.kysely, portalId, companyIds, { since: retentionStart(context) });
  const held = await loadHeldPositions(db.kysely, portalId, companyIds);
  const dues = await loadLatestDues(db.kysely, portalId, companyIds);
  const compute = (account: AccountFacts, { position, due }: HeldBefore): ComputedResult =>
    computeAccount(account, position ?? NEW_ACCOUNT, due ?? [], scoring, now);
  const before = ({ companyId }: { companyId: string }): HeldBefore => {
    return { position: held.get(companyId), due: dues.get(companyId) };
  };
  const computed = await mapInTurns(facts, (account) => compute(account, before(account)));
  await db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    // What somebody else computed or assigned since is what this follows upon.
    const latest = await loadHeldPositions(trx, portalId, companyIds);
    const latestDues = await loadLatestDues(trx, portalId, companyIds);
    const current = await withoutErased(trx, portalId, computed);
    const settled = current.map((account) => {
      const { companyId } = account.facts;
      const since = { position: latest.get(companyId), due: latestDues.get(companyId) };
      return isDeepStrictEqual(since, before(account.facts)) ? account : compute(account.facts, since);
    });
    await save(context, trx, { portalId, computed: settled, model: scoring.model, now });
    if (options.markAs !== undefined) await markStale(trx, portalId, companyIds, options.markAs);
  });
}

/**
 * Leaves out accounts with people erased since their facts were loaded: the erasure marked them to be computed again.
 */
async function withoutErased(
  trx: Db,
  portalId: number,
  computed: readonly ComputedResult[],
): Promise<ComputedResult[]> {
  const idsOf = ({ facts: { people, formerPeople = [] } }: ComputedResult): string[] =>
    [...people, ...formerPeople.map(({ person }) => person)].map(({ contactId }) => contactId);
  const erased = new Set(await findErased(trx, portalId, computed.flatMap(idsOf)));
  return computed.filter((account) => !idsOf(account).some((id) => erased.has(id)));
}

interface Saved {
  portalId: number;
  computed: readonly ComputedResult[];
  model: Model;
  /** Epoch ms. */
  now: number;
}

async function save(context: SyncContext, trx: Db, { portalId, computed, model, now }: Saved): Promise<void> {
  const differing = await saveComputedAccounts(
    trx,
    portalId,
    computed.map((account) => toRow(account, model, now)),
  );
  // A result holds what is said of its people: where it is the same, so are they.
  await savePersonScores(
    trx,
    portalId,
    computed.flatMap(({ facts, result }) => (differing.has(facts.companyId) ? result.people : [])),
  );
  await endRuns(
    trx,
    portalId,
    computed.flatMap((account) => account.ends),
    context.now(),
  );
  await savePlayDues(
    trx,
    portalId,
    computed.flatMap(({ facts, dues }) => dues.map((due) => ({ ...due, companyId: facts.companyId, imported: false }))),
  );
}

interface ComputedResult extends WorkedPlays {
  facts: AccountFacts;
  result: AccountResult;
  outlook: AccountOutlook;
}

function computeAccount(
  facts: AccountFacts,
  held: HeldPosition,
  latestDues: readonly DueFact[],
  scoring: PortalScoring,
  now: number,
): ComputedResult {
  const result = judgeAccount(facts, held, scoring, now);
  const cluster = scoring.clusters.get(facts.companyId);
  const { roleLabels, model } = scoring;
  const resultAt = (at: number): AccountResult => judgeAccount(factsAt(facts, at), held, scoring, at);
  const scene = {
    facts,
    result,
    resultAt,
    held,
    model,
    roleLabels,
    now,
    ...(cluster === undefined ? {} : { cluster }),
  };
  const worked = workPlays(scene, latestDues, scoring);
  const outlook = outlookOf(facts, result, model, now);
  return { facts, result, outlook, ...worked };
}

function toRow({ facts, result, outlook, ...worked }: ComputedResult, model: Model, now: number): ComputedAccount {
  return { ...scoresOf(facts, result, model, now), ...toStored(result, outlook, worked, now) };
}
