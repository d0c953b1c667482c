import { PROPOSED_BY_SCORES, isAccountProposal, tierAfter } from '../../../src/domain/target-list/proposal.ts';
import type { Proposal } from '../../../src/domain/target-list/proposal.ts';
import type { AutoApply } from '../../../src/domain/target-list/plan-changes.ts';
import { listScoreLog, type ScoreLogRow } from '../../../src/storage/accounts/score-log.ts';
import { listTierRounds, type TierRound } from '../../../src/storage/target-list/tier-rounds.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import type { Ageing, Choice, ListDeeds } from '../world/list-people.ts';
import type { AuditRow } from './watch-audit.ts';

/** `domain.md` §7, in numbers of our own. */
const DAY_MS = 86_400_000;
const WAITS_DAYS = 14;
const STANDS_DAYS = 90;
/** Moves inside and into Tier 3 need no keys until somebody says otherwise. */
const FROM_THE_START: Choice = {
  autoApply: { addTo: [3], moveTo: [3], remove: false },
  sentAt: -Infinity,
  answeredAt: -Infinity,
};
/** Between two looks at the clock within one decision. */
const ONE_DECISION_MS = 60_000;
const MOST_ROWS = 100_000;

type HeldTier = ScoreLogRow['tier'];

/** What people decided about an account against the scoring. */
interface Standing {
  kind: 'on' | 'off';
  proposalId: string;
  /** It has stood for a quarter: the next round lets the account go. */
  ended: boolean;
}

/** A change that a round made without keys. */
interface Applied {
  companyId: string;
  from: HeldTier;
  to: HeldTier;
  round: TierRound;
}

interface Walk {
  proposals: ReadonlyMap<string, Proposal>;
  rounds: ReadonlyMap<number, TierRound>;
  held: Map<string, HeldTier>;
  standing: Map<string, Standing>;
  applied: Applied[];
  differences: string[];
}

/**
 * Lives through what happened to the list, with what people were told and when time went by: whom their decisions keep on
 * the list and off it, until when, and which changes needed no keys. The score log tells the order of things, and who
 * became whom in a merge.
 */
export async function compareDecisions(
  db: Db,
  portalId: number,
  { choices, ageings }: ListDeeds,
  proposals: readonly Proposal[],
  audit: readonly AuditRow[],
): Promise<string[]> {
  const rows = await listScoreLog(db, portalId, 0, MOST_ROWS);
  const rounds = await listTierRounds(db, portalId);
  const walk: Walk = {
    proposals: new Map(proposals.map((proposal) => [proposal.proposalId, proposal])),
    rounds: new Map(rounds.map((round) => [round.round, round])),
    held: new Map(),
    standing: new Map(),
    applied: [],
    differences: [],
  };
  for (const step of inOrder(rows, rounds, ageings)) step(walk);
  return [
    ...walk.differences,
    ...compareChoices(rounds, choices, proposals),
    ...compareApplied(walk.applied, audit),
    ...(await compareStanding(db, portalId, walk)),
  ];
}

/** Rows, rounds and the passing of time, as they followed on each other. */
function inOrder(
  rows: readonly ScoreLogRow[],
  rounds: readonly TierRound[],
  ageings: readonly Ageing[],
): ((walk: Walk) => void)[] {
  const steps = [
    ...rows.map((row) => ({ seq: row.seq, place: -1, take: (walk: Walk) => followRow(walk, row) })),
    ...rounds.map((round) => ({
      seq: round.afterSeq,
      place: round.round,
      take: (walk: Walk) => compareRound(walk, round),
    })),
    ...ageings
      .filter(({ endsDecisions }) => endsDecisions)
      .map(({ afterSeq, afterRound }) => ({ seq: afterSeq, place: afterRound + 0.5, take: endDecisions })),
  ];
  return steps.toSorted((a, b) => a.seq - b.seq || a.place - b.place).map(({ take }) => take);
}

function followRow(walk: Walk, row: ScoreLogRow): void {
  const { held, standing, differences } = walk;
  const { companyId, cause, tier, movedFrom } = row;
  const before = held.get(companyId) ?? null;
  if (cause === 'gone') {
    held.delete(companyId);
    standing.delete(companyId);
    return;
  }
  held.set(companyId, tier);
  if (cause === 'moved' && movedFrom !== null) {
    held.delete(movedFrom);
    decide(walk, companyId, standing.get(movedFrom));
    standing.delete(movedFrom);
  }
  if (cause === 'approved') decide(walk, companyId, standingOf(walk.proposals.get(row.proposalId ?? '')));
  if (cause === 'assigned' && before !== tier) {
    const round = walk.rounds.get(row.round ?? 0);
    if (round?.listRules != null) walk.applied.push({ companyId, from: before, to: tier, round });
    if (before === null || tier === null) standing.delete(companyId);
  }
  if (cause === 'pinned') {
    const decision = standing.get(companyId);
    const hasLeft = tier === null && decision === undefined;
    const isOver = hasLeft || (decision?.kind === 'on' && decision.ended);
    if (row.pinned || !isOver) differences.push(`list: ${companyId} was let go of its tier early`);
    standing.delete(companyId);
  }
}

function decide({ standing }: Walk, companyId: string, decision: Standing | undefined): void {
  if (decision === undefined) standing.delete(companyId);
  else standing.set(companyId, decision);
}

/** What people proposed stands; of what the scoring proposed nothing does. */
function standingOf(proposal: Proposal | undefined): Standing | undefined {
  if (proposal === undefined || !isAccountProposal(proposal) || proposal.proposedBy === PROPOSED_BY_SCORES)
    return undefined;
  const kind = tierAfter(proposal.change) === null ? 'off' : 'on';
  return { kind, proposalId: proposal.proposalId, ended: false };
}

function endDecisions({ standing }: Walk): void {
  for (const [companyId, decision] of standing) {
    if (decision.kind === 'off') standing.delete(companyId);
    else decision.ended = true;
  }
}

/** Whom a round left out are those whom people took off, and whose decision stands. */
function compareRound({ standing, differences }: Walk, { round, listRules }: TierRound): void {
  if (listRules === null) return;
  const off = [...standing].filter(([, { kind }]) => kind === 'off').map(([companyId]) => companyId);
  const [left, wanted] = [listRules.keptOut.toSorted().join(), off.toSorted().join()];
  if (left !== wanted) differences.push(`list: round ${round} kept "${left}" off, not "${wanted}"`);
  for (const [companyId, { ended }] of standing) {
    if (ended) differences.push(`list: round ${round} kept ${companyId} in its tier for more than a quarter`);
  }
}

/** Every round of a list that is kept went by what an admin was told to hold by then. */
function compareChoices(
  rounds: readonly TierRound[],
  choices: readonly Choice[],
  proposals: readonly Proposal[],
): string[] {
  const adoption = proposals.find(({ change, status }) => change.kind === 'adopt' && status === 'approved');
  const keptSince = adoption?.closedAt ?? Infinity;
  const all = [FROM_THE_START, ...choices];
  return rounds.flatMap(({ round, at, listRules }, index) => {
    if ((listRules !== null) !== at >= keptSince) return [`list: round ${round} had ${listRules ? '' : 'no '}rules`];
    if (listRules === null) return [];
    const endedBy = rounds[index + 1]?.at ?? Infinity;
    const possible = all.filter(
      (choice) =>
        choice.sentAt <= endedBy && !all.some((later) => later.sentAt > choice.answeredAt && later.answeredAt < at),
    );
    const rules = nameRules(listRules.autoApply);
    if (possible.some(({ autoApply }) => nameRules(autoApply) === rules)) return [];
    const told = possible.map(({ autoApply }) => nameRules(autoApply));
    return [`list: round ${round} let ${rules} apply by itself, not ${told.join(' or ')}`];
  });
}

function nameRules({ addTo, moveTo, remove }: AutoApply): string {
  const [into, to] = [addTo, moveTo].map((tiers) => tiers.toSorted((one, other) => one - other).join());
  return `adding to "${into}", moving to "${to}"${remove ? ', removing' : ''}`;
}

/** What a round changed was allowed without keys, and the audit log tells of each such change once. */
function compareApplied(applied: readonly Applied[], audit: readonly AuditRow[]): string[] {
  const forbidden = applied
    .filter(({ from, to, round: { listRules } }) => listRules === null || !needsNoKeys(from, to, listRules.autoApply))
    .map(({ companyId, from, to, round }) => `list: round ${round.round} moved ${companyId} from ${from} to ${to}`);
  const done = applied.map(({ companyId, from, to }) => `company:${companyId} from ${from} to ${to}`);
  const told = audit
    .filter(({ action }) => action === 'list changed')
    .map(({ subject, details }) => `${subject} from ${details.from} to ${details.to}`);
  const isSame = done.toSorted().join() === told.toSorted().join();
  return [
    ...forbidden,
    ...(isSame ? [] : [`list: changed by itself ${done.join()}; the audit log says ${told.join()}`]),
  ];
}

function needsNoKeys(from: HeldTier, to: HeldTier, { addTo, moveTo, remove }: AutoApply): boolean {
  if (to === null) return remove;
  return (from === null ? addTo : moveTo).includes(to);
}

/** In the end those hold a pin, and only those have a decision that stands, about whom people decided; for a quarter. */
async function compareStanding(db: Db, portalId: number, { standing, proposals }: Walk): Promise<string[]> {
  const pinned = await db
    .selectFrom('account_scores')
    .select('company_id')
    .where('portal_id', '=', portalId)
    .where('pinned', '=', true)
    .execute();
  const members = await db
    .selectFrom('list_members')
    .select(['company_id', 'stands_until'])
    .where('portal_id', '=', portalId)
    .where('stands_until', 'is not', null)
    .execute();
  const on = [...standing].filter(([, { kind }]) => kind === 'on').map(([companyId]) => companyId);
  const closedAt = (companyId: string): number => {
    const decision = standing.get(companyId);
    return proposals.get(decision?.proposalId ?? '')?.closedAt ?? 0;
  };
  return [
    ...compareIds('in their tier by people are', on, pinned.map(idOf)),
    ...compareIds('decided about by people are', [...standing.keys()], members.map(idOf)),
    ...members
      .filter(({ company_id: id, stands_until: until }) => {
        const wanted = closedAt(id) + STANDS_DAYS * DAY_MS;
        return standing.has(id) && Math.abs((until ?? 0) - wanted) > ONE_DECISION_MS;
      })
      .map(({ company_id: id, stands_until: until }) => `list: the decision about ${id} stands until ${until}`),
  ];
}

function idOf({ company_id: id }: { company_id: string }): string {
  return id;
}

function compareIds(what: string, wanted: readonly string[], held: readonly string[]): string[] {
  const [one, other] = [wanted.toSorted().join(), held.toSorted().join()];
  return one === other ? [] : [`list: ${what} "${other}", not "${one}"`];
}

/** What waited for two weeks is expired, or went with its account before anybody looked; nothing else is, and nobody decided it since. */
export function compareExpiry(proposals: readonly Proposal[], { ageings, withdrawn }: ListDeeds): string[] {
  const agedAt = new Map(ageings.flatMap(({ proposalId, at }) => (proposalId === null ? [] : [[proposalId, at]])));
  return proposals.flatMap(({ proposalId, status, proposedAt, closedAt, approvals }) => {
    const at = agedAt.get(proposalId);
    const name = `proposal ${proposalId} (${status})`;
    if (at === undefined) return status === 'expired' ? [`${name} had not waited for two weeks`] : [];
    const isLate =
      status === 'open' || status === 'approved' || status === 'rejected' || withdrawn.includes(proposalId);
    const isEarly = status === 'expired' && closedAt !== proposedAt + WAITS_DAYS * DAY_MS;
    const keys = approvals.filter((approval) => approval.at > at);
    return [
      ...(isLate ? [`${name} had waited for more than two weeks`] : []),
      ...(isEarly ? [`${name} was not closed after two weeks`] : []),
      ...keys.map(({ by }) => `${name}: ${by} turned a key after two weeks`),
    ];
  });
}
