import { sql } from 'kysely';
import { listPortalPlays } from '../../../src/domain/plays/portal-plays.ts';
import type { AccountFacts } from '../../../src/domain/facts.ts';
import { factsAt } from '../../../src/domain/model/facts-at.ts';
import { workPlays } from '../../../src/domain/plays/work-plays.ts';
import type { AccountResult, HeldPosition } from '../../../src/domain/scores.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import { loadHeldPositions } from '../../../src/storage/accounts/account-scores.ts';
import { loadPlayFeedback, loadPlayRuns } from '../../../src/storage/accounts/account-work.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import type { PortalScoring } from '../../../src/sync/refresh/compute-accounts.ts';
import { judgeAccount } from '../../../src/sync/refresh/judge-account.ts';
import { asOf } from '../oracle/as-of.ts';
import type { OutsideFacts } from '../oracle/outside-facts.ts';
import { readFacts } from '../oracle/read-facts.ts';

/** Plays that go on while support is asked for help (`docs/decisions/310`). */
const EVEN_WITH_TICKET = new Set(['high-reach-low-intent', 'champion-gone']);
const NEVER_RESTING = new Set(
  listPortalPlays(new Map()).flatMap(({ play }) => (EVEN_WITH_TICKET.has(play.id) ? [play.name] : [])),
);

/** What an account is to run next, and why others rest. */
interface Offer {
  next: string;
  rests: string | null;
}

/**
 * Compares the next play in HubSpot, and why others rest, with what the domain makes of the portal: of an account with
 * an open ticket hardly any play is published. The plays that ran and were put off, the tier and the stage are the
 * app's own. `scorings` are what accounts may have been scored by since the night, all of it at once: clusters and the
 * success of plays follow overnight.
 */
export async function comparePlays(
  db: Db,
  store: PortalStore,
  outside: OutsideFacts,
  scorings: readonly PortalScoring[],
): Promise<string[]> {
  const { portalId } = store.portal;
  const now = Date.now();
  const facts = readFacts(store, outside, now);
  const ids = facts.map(({ companyId }) => companyId);
  const runs = await loadPlayRuns(db, portalId, ids);
  const feedback = await loadPlayFeedback(db, portalId, ids);
  const held = await loadHeldPositions(db, portalId, ids);
  const stored = await readStored(db, portalId);
  return facts.flatMap((account) => {
    const { companyId, openTickets = [] } = account;
    const [position, { at, rests } = { at: 0, rests: null }] = [held.get(companyId), stored.get(companyId)];
    if (position === undefined) return [`next play ${companyId}: nothing is stored of it`];
    const playRuns = runs.get(companyId) ?? [];
    const whole = { ...account, playRuns, playFeedback: feedback.get(companyId) ?? [] };
    const next = store.records.companies.get(companyId)?.properties['roundtable_next_play'] ?? '';
    const wanted = listOffers(whole, position, scorings, { at, now });
    const isRight = wanted.some((offer) => offer.next === next && offer.rests === rests);
    const isResting = openTickets.length === 0 || next === '' || NEVER_RESTING.has(next);
    return [
      ...(isRight ? [] : [`next play ${companyId}: ${JSON.stringify({ next, rests })}, not ${JSON.stringify(wanted)}`]),
      ...(isResting
        ? []
        : [`next play ${companyId}: "${next}" does not rest, with ${openTickets.length} open tickets`]),
    ];
  });
}

/** What may be offered, each once; who is in a cluster may have been scored before it came to be. */
function listOffers(
  facts: AccountFacts,
  held: HeldPosition,
  scorings: readonly PortalScoring[],
  { at, now }: { at: number; now: number },
): Offer[] {
  const alone = scorings.slice(-1).map((scoring) => ({ ...scoring, clusters: new Map() }));
  const offers = [...scorings, ...alone].flatMap((scoring) => [
    workOut(facts, held, scoring, now),
    workOut(asOf(facts, at, now), held, scoring, at),
  ]);
  return [...new Map(offers.map((offer) => [JSON.stringify(offer), offer])).values()];
}

function workOut(facts: AccountFacts, held: HeldPosition, scoring: PortalScoring, now: number): Offer {
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
  const { plays, rests } = workPlays(scene, [], scoring);
  return { next: plays[0]?.name ?? '', rests };
}

/** When each account was scored last, and what is kept of why its plays rest. */
async function readStored(db: Db, portalId: number): Promise<Map<string, { at: number; rests: string | null }>> {
  const { rows } = await sql<{ id: string; at: number; rests: string | null }>`
    select company_id as id, (extract(epoch from scored_at) * 1000)::float8 as at, result ->> 'rests' as rests
    from account_scores where portal_id = ${portalId}`.execute(db);
  return new Map(rows.map(({ id, at, rests }) => [id, { at: Math.round(at), rests }]));
}

/** When each account was scored last, by company id. */
export async function readScoredAt(db: Db, portalId: number): Promise<Map<string, number>> {
  return new Map([...(await readStored(db, portalId))].map(([id, { at }]) => [id, at]));
}
