import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approveProposal,
  expireProposal,
  rejectProposal,
  whoseTurn,
} from '../../../src/domain/target-list/decide-proposal.ts';
import type { Decision, KeyHolder, Proposal, Side } from '../../../src/domain/target-list/proposal.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-22T12:00:00Z');

const OPEN: Proposal = {
  proposalId: 'p1',
  companyId: '7',
  change: { kind: 'add', tier: 1 },
  fromTier: null,
  reason: 'fit 82, surging',
  evidence: [],
  proposedBy: 'scores',
  proposedAt: NOW,
  status: 'open',
  approvals: [],
  rejection: null,
  closedAt: null,
};
const MARA: KeyHolder = { email: 'mara@portal.example', sides: ['marketing'] };
const SAM: KeyHolder = { email: 'sam@portal.example', sides: ['sales'] };
const BOTH: KeyHolder = { email: 'bo@portal.example', sides: ['marketing', 'sales'] };

function expectDone(decision: Decision): Proposal {
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.proposal;
}

describe('two keys', () => {
  it('takes effect when marketing and sales have approved', () => {
    const one = expectDone(approveProposal(OPEN, 'sales', SAM, NOW));
    expect(one.status).toBe('open');
    const both = expectDone(approveProposal(one, 'marketing', MARA, NOW + 5));
    expect(both).toMatchObject({ status: 'approved', closedAt: NOW + 5 });
    expect(both.approvals.map(({ by }) => by)).toEqual([SAM.email, MARA.email]);
  });

  it('lets nobody turn both keys', () => {
    const one = expectDone(approveProposal(OPEN, 'sales', BOTH, NOW));
    const decision = approveProposal(one, 'marketing', BOTH, NOW);
    expect(decision).toMatchObject({ ok: false, refusal: expect.stringContaining('belongs to a colleague') });
    expect(expectDone(approveProposal(one, 'marketing', MARA, NOW)).status).toBe('approved');
  });

  it('says whose turn it is: of who turned one key never', () => {
    const holders = { marketing: [MARA.email, BOTH.email], sales: [SAM.email, BOTH.email] };
    expect(whoseTurn(OPEN, holders)).toEqual([
      { side: 'marketing', emails: holders.marketing },
      { side: 'sales', emails: holders.sales },
    ]);
    const one = expectDone(approveProposal(OPEN, 'marketing', BOTH, NOW));
    expect(whoseTurn(one, holders)).toEqual([{ side: 'sales', emails: [SAM.email] }]);
    expect(whoseTurn(expectDone(approveProposal(one, 'sales', SAM, NOW)), holders)).toEqual([]);
  });

  it('lets nobody turn a key they do not hold', () => {
    expect(approveProposal(OPEN, 'sales', MARA, NOW)).toEqual({
      ok: false,
      refusal: 'You do not hold the key of Sales: an admin gives it in the settings.',
    });
    expect(rejectProposal(OPEN, 'marketing', SAM, 'no', NOW)).toEqual({
      ok: false,
      refusal: 'You do not hold the key of Marketing: an admin gives it in the settings.',
    });
  });

  it('changes nothing where the same approval comes twice, or after the side has spoken', () => {
    const one = expectDone(approveProposal(OPEN, 'sales', SAM, NOW));
    expect(expectDone(approveProposal(one, 'sales', SAM, NOW + 9))).toEqual(one);
    expect(expectDone(approveProposal(one, 'sales', { ...SAM, email: 'other@portal.example' }, NOW))).toEqual(one);
  });
});

describe('rejection', () => {
  it('closes with a reason, by either side', () => {
    const rejected = expectDone(rejectProposal(OPEN, 'marketing', MARA, ' too small ', NOW));
    expect(rejected).toMatchObject({ status: 'rejected', rejection: { reason: 'too small', side: 'marketing' } });
    expect(approveProposal(rejected, 'sales', SAM, NOW)).toMatchObject({
      ok: false,
      refusal: 'This proposal is rejected already.',
    });
    expect(expectDone(rejectProposal(rejected, 'marketing', MARA, 'too small', NOW))).toEqual(rejected);
  });

  it('needs a reason', () => {
    expect(rejectProposal(OPEN, 'marketing', MARA, ' ', NOW)).toEqual({
      ok: false,
      refusal: 'Say why: whoever proposed it wants to know.',
    });
  });

  it('is repeated only by who rejected it, with the same key', () => {
    const rejected = expectDone(rejectProposal(OPEN, 'marketing', BOTH, 'no', NOW));
    expect(expectDone(rejectProposal(rejected, 'marketing', BOTH, 'no', NOW + 1))).toEqual(rejected);
    expect(rejectProposal(rejected, 'sales', BOTH, 'no', NOW)).toMatchObject({ ok: false });
    expect(rejectProposal(rejected, 'sales', SAM, 'no', NOW)).toMatchObject({ ok: false });
  });
});

describe('expiry', () => {
  it('closes what waited 14 days', () => {
    const late = NOW + 14 * DAY_MS;
    expect(expireProposal(OPEN, late - 1)).toEqual(OPEN);
    expect(expireProposal(OPEN, late)).toMatchObject({ status: 'expired', closedAt: late });
    expect(approveProposal(OPEN, 'sales', SAM, late + DAY_MS)).toMatchObject({ ok: false });
    const approved = { ...OPEN, status: 'approved', closedAt: NOW } as const;
    expect(expireProposal(approved, late)).toEqual(approved);
  });

  it('does not undo an approval: who gave it may say so again after it', () => {
    const one = expectDone(approveProposal(OPEN, 'sales', SAM, NOW));
    const both = expectDone(approveProposal(one, 'marketing', MARA, NOW));
    expect(expectDone(approveProposal(both, 'sales', SAM, NOW + 1))).toEqual(both);
  });
});

it('over any actions: approved only by two people of two sides in time, and what is closed stays as it is', () => {
  const action = fc.record({
    who: fc.constantFrom(MARA, SAM, BOTH, { email: 'x@portal.example', sides: [] }),
    side: fc.constantFrom<Side>('marketing', 'sales'),
    rejects: fc.boolean(),
    afterDays: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 8 }), (actions) => {
      let proposal = OPEN;
      let now = NOW;
      for (const { who, side, rejects, afterDays } of actions) {
        now += afterDays * DAY_MS;
        const before = expireProposal(proposal, now);
        const decision = rejects
          ? rejectProposal(before, side, who, 'no', now)
          : approveProposal(before, side, who, now);
        proposal = decision.ok ? decision.proposal : before;
        if (before.status !== 'open') expect(proposal).toEqual(before);
        const people = new Set(proposal.approvals.map(({ by }) => by));
        const sides = new Set(proposal.approvals.map((approval) => approval.side));
        expect(people.size).toBe(proposal.approvals.length);
        expect(sides.size).toBe(proposal.approvals.length);
        if (proposal.status === 'approved') expect(sides.size).toBe(2);
        for (const { at } of proposal.approvals) expect(at).toBeLessThan(OPEN.proposedAt + 14 * DAY_MS);
      }
    }),
  );
});
