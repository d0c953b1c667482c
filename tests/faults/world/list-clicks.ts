import { z } from 'zod';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import type { AutoApply } from '../../../src/domain/target-list/plan-changes.ts';
import type { Side } from '../../../src/domain/target-list/proposal.ts';
import { at, postAs, read, type Click } from './ask-app.ts';
import { INSTALLER, KEY_HOLDERS, type Person, type Said } from './list-people.ts';

/** Gives the keys out; then the list is kept with both of them, and nothing changes by itself until somebody lets it. */
export async function adoptList(click: Click): Promise<void> {
  for (const { userEmail, sides } of KEY_HOLDERS) {
    for (const right of sides) await postAs(click, INSTALLER, '/api/settings/keys/give', { email: userEmail, right });
  }
  await choose(click, { addTo: [], moveTo: [], remove: false });
  const [mara, sol] = KEY_HOLDERS;
  const { requestId } = click;
  if (mara === undefined || sol === undefined) return;
  const answer = await postAs(click, mara, `${LIST}/adopt`, { requestId });
  const adoption = z.object({ adoption: z.object({ proposalId: z.string() }).nullable() }).parse(answer.body).adoption;
  if (adoption === null) throw new Error('The list could not be proposed.');
  await decide(click, mara, adoption.proposalId, 'approve', 'marketing');
  await decide(click, sol, adoption.proposalId, 'approve', 'sales');
}

const LIST = '/api/pages/target-list';

/** One thing that people do to the list; `drawn` are numbers of the storm. */
export async function clickList(click: Click, drawn: readonly number[]): Promise<void> {
  const act = at(
    [propose, propose, propose, turnKeys, turnKeys, turnKeys, reject, withdraw, chooseAlone, goThrough],
    drawn[0],
  );
  await act?.(click, drawn.slice(1));
}

async function propose(click: Click, [who, where]: readonly number[]): Promise<void> {
  const person = at([...KEY_HOLDERS, INSTALLER], who);
  if (person === undefined) return;
  const { companyId, requestId, list } = click;
  const tier = at([1, 1, 2, 3, null], where) ?? null;
  const body = { requestId, companyIds: [companyId], tier, reason: `wished by ${requestId}` };
  const { status, body: answer } = await postAs(click, person, `${LIST}/propose`, body);
  const taken = status < 300 && proposedSchema.parse(answer).proposed.includes(companyId);
  list.wishes.push({ requestId, companyId, tier, by: person.userEmail.toLowerCase(), taken });
}

const proposedSchema = z.object({ proposed: z.array(z.string()) });

/** One key, and mostly the other one too. */
async function turnKeys(click: Click, [which, who, both]: readonly number[]): Promise<void> {
  const proposalId = await pickProposal(click, which);
  if (proposalId === undefined) return;
  const pairs = KEY_HOLDERS.flatMap((person) => person.sides.map((side) => ({ person, side })));
  const first = at(pairs, who);
  if (first === undefined) return;
  await decide(click, first.person, proposalId, 'approve', first.side);
  const other = at(
    pairs.filter(({ side }) => side !== first.side),
    both,
  );
  if (other !== undefined && (both ?? 0) < 0.8) await decide(click, other.person, proposalId, 'approve', other.side);
}

async function reject(click: Click, [which, who]: readonly number[]): Promise<void> {
  const proposalId = await pickProposal(click, which);
  const person = at(KEY_HOLDERS, who);
  const [side] = person?.sides ?? [];
  if (proposalId === undefined || person === undefined || side === undefined) return;
  await decide(click, person, proposalId, 'reject', side);
}

async function withdraw(click: Click, [which]: readonly number[]): Promise<void> {
  const open = (await readQueue(click)).filter(({ proposedBy }) => proposedBy !== 'scores');
  const proposal = at(open, which);
  const person = [...KEY_HOLDERS, INSTALLER].find(({ userEmail }) => userEmail.toLowerCase() === proposal?.proposedBy);
  if (proposal === undefined || person === undefined) return;
  const { companyId, proposalId } = proposal;
  const body = { companyId, requestId: click.requestId, proposalId };
  const { status } = await postAs(click, person, '/api/cards/account/list/withdraw', body);
  if (status < 300) click.list.withdrawn.push(proposalId);
}

/** Which changes need no keys. */
async function chooseAlone(click: Click, [adds, moves, removes]: readonly number[]): Promise<void> {
  const tiers: Tier[][] = [[], [3], [3], [2, 3]];
  const [addTo = [], moveTo = []] = [at(tiers, adds), at(tiers, moves)];
  await choose(click, { addTo, moveTo, remove: (removes ?? 1) < 0.3 });
}

async function choose(click: Click, autoApply: AutoApply): Promise<void> {
  const sentAt = Date.now();
  const { status } = await postAs(click, INSTALLER, '/api/settings/keys/auto-apply', autoApply);
  if (status < 300) click.list.choices.push({ autoApply, sentAt, answeredAt: Date.now() });
}

const refreshSchema = z.object({
  changes: z.array(z.object({ companyId: z.string(), toTier: z.number().nullable() })),
});

/** The quarterly refresh: what it suggests is accepted and rejected by turns. */
async function goThrough(click: Click, [who]: readonly number[]): Promise<void> {
  const person = at(KEY_HOLDERS, who);
  const suggested = await read(click, `${LIST}/refresh`, refreshSchema);
  if (person === undefined || suggested === null) return;
  const reviewed = suggested.changes.map(({ companyId, toTier }) => ({ companyId, tier: toTier }));
  const [accept, reject] = [0, 1].map((half) => reviewed.filter((_, index) => index % 2 === half));
  const { requestId } = click;
  const body = { requestId, side: person.sides[0], accept, reject, reason: 'not this quarter' };
  await postAs(click, person, `${LIST}/refresh`, body);
}

const decidedSchema = z.object({ done: z.number() });

async function decide(
  click: Click,
  person: Person,
  proposalId: string,
  verdict: Said['verdict'],
  side: Side,
): Promise<void> {
  const reason = verdict === 'reject' ? { reason: 'not now' } : {};
  const answer = await postAs(click, person, `${LIST}/decide`, { proposalIds: [proposalId], side, verdict, ...reason });
  const isDone = answer.status < 300 && decidedSchema.parse(answer.body).done === 1;
  if (isDone) click.list.said.push({ proposalId, verdict, side, by: person.userEmail.toLowerCase() });
}

const queueSchema = z.object({
  proposals: z.array(z.object({ proposalId: z.string(), companyId: z.string(), proposedBy: z.string() })),
});

async function readQueue(click: Click): Promise<z.infer<typeof queueSchema>['proposals']> {
  return (await read(click, `${LIST}/proposals`, queueSchema))?.proposals ?? [];
}

async function pickProposal(click: Click, which?: number): Promise<string | undefined> {
  return at(await readQueue(click), which)?.proposalId;
}
