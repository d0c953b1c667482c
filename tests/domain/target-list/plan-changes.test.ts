import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAccountProposal,
  isSameChange,
  tierAfter,
  type AccountProposal as Proposal,
} from '../../../src/domain/target-list/proposal.ts';
import {
  DEFAULT_AUTO_APPLY,
  findChange,
  planChanges,
  type ScoredPosition,
} from '../../../src/domain/target-list/plan-changes.ts';

function position(change: Partial<ScoredPosition>): ScoredPosition {
  return { companyId: '1', held: null, wanted: null, reason: 'rank 3', evidence: [], ...change };
}

function open(change: Partial<Proposal>): Proposal {
  return {
    proposalId: 'p1',
    companyId: '1',
    change: { kind: 'add', tier: 1 },
    fromTier: null,
    reason: '',
    evidence: [],
    proposedBy: 'scores',
    proposedAt: 0,
    status: 'open',
    approvals: [],
    rejection: null,
    closedAt: null,
    ...change,
  };
}

const plan = (positions: ScoredPosition[], proposals: Proposal[] = []) =>
  planChanges(positions, proposals, DEFAULT_AUTO_APPLY);

describe('what the scoring does to a list with two keys', () => {
  it('carries out what may apply by itself and proposes the rest', () => {
    const { apply, propose } = plan([
      position({ companyId: 'in 3', wanted: 3 }),
      position({ companyId: 'down to 3', held: 2, wanted: 3 }),
      position({ companyId: 'in 1', wanted: 1 }),
      position({ companyId: 'up', held: 3, wanted: 2 }),
      position({ companyId: 'out', held: 3 }),
      position({ companyId: 'same', held: 2, wanted: 2 }),
    ]);
    expect(apply.map(({ companyId }) => companyId)).toEqual(['in 3', 'down to 3']);
    expect(propose.map(({ companyId, change }) => [companyId, change.kind])).toEqual([
      ['in 1', 'add'],
      ['up', 'move'],
      ['out', 'remove'],
    ]);
  });

  it('does not propose again what was turned down, but proposes another change', () => {
    const turnedDown = [{ companyId: '1', change: { kind: 'add', tier: 1 } as const }];
    expect(planChanges([position({ wanted: 1 })], [], DEFAULT_AUTO_APPLY, turnedDown).propose).toEqual([]);
    expect(planChanges([position({ wanted: 2 })], [], DEFAULT_AUTO_APPLY, turnedDown).propose).toHaveLength(1);
    expect(
      planChanges([position({ companyId: '2', wanted: 1 })], [], DEFAULT_AUTO_APPLY, turnedDown).propose,
    ).toHaveLength(1);
  });

  it('takes back its own proposal of what was turned down: a merge of companies brought them together', () => {
    const turnedDown = [{ companyId: '1', change: { kind: 'add', tier: 1 } as const }];
    const merged = planChanges([position({ wanted: 1 })], [open({})], DEFAULT_AUTO_APPLY, turnedDown);
    expect(merged).toEqual({ apply: [], propose: [], withdraw: ['p1'] });
    const ofPerson = planChanges(
      [position({ wanted: 1 })],
      [open({ proposedBy: 'ava' })],
      DEFAULT_AUTO_APPLY,
      turnedDown,
    );
    expect(ofPerson.withdraw).toEqual([]);
  });

  it('remembers each change of an account that was turned down', () => {
    const turnedDown = ([1, 2] as const).map((tier) => ({ companyId: '1', change: { kind: 'add', tier } as const }));
    const refused = ([1, 2] as const).map((wanted) =>
      planChanges([position({ wanted })], [], { addTo: [], moveTo: [], remove: false }, turnedDown),
    );
    expect(refused.map(({ propose }) => propose.length)).toEqual([0, 0]);
  });

  it('does not propose twice, and takes back what no longer holds', () => {
    expect(plan([position({ wanted: 1 })], [open({})])).toEqual({ apply: [], propose: [], withdraw: [] });
    const changed = plan([position({ wanted: 2 })], [open({})]);
    expect(changed.withdraw).toEqual(['p1']);
    expect(changed.propose.map(({ change }) => tierAfter(change))).toEqual([2]);
    expect(plan([position({})], [open({})]).withdraw).toEqual(['p1']);
  });

  it('leaves to people what people proposed', () => {
    const byPerson = open({ proposedBy: 'mara@portal.example', change: { kind: 'remove' } });
    expect(plan([position({ held: 2, wanted: 1 })], [byPerson])).toEqual({ apply: [], propose: [], withdraw: [] });
  });
});

it('adding and moving to a tier are two changes', () => {
  expect(isSameChange({ kind: 'add', tier: 1 }, { kind: 'add', tier: 1 })).toBe(true);
  expect(isSameChange({ kind: 'add', tier: 1 }, { kind: 'move', tier: 1 })).toBe(false);
  expect(isSameChange({ kind: 'add', tier: 1 }, { kind: 'add', tier: 2 })).toBe(false);
});

it('a proposal about the whole list is about no account', () => {
  const adopt = { kind: 'adopt' } as const;
  expect(isAccountProposal(open({}))).toBe(true);
  expect(isAccountProposal({ ...open({}), companyId: null, change: adopt })).toBe(false);
  expect(isAccountProposal({ ...open({}), change: adopt })).toBe(false);
  expect(isAccountProposal({ ...open({}), companyId: null })).toBe(false);
});

it('every difference is either carried out, proposed or waiting, and doing it leaves none', () => {
  const tier = fc.constantFrom(1, 2, 3, null);
  fc.assert(
    fc.property(fc.array(fc.record({ held: tier, wanted: tier })), (drawn) => {
      const positions = drawn.map((each, index) => position({ ...each, companyId: String(index) }));
      const { apply, propose, withdraw } = plan(positions);
      expect(apply.length + propose.length).toBe(positions.filter((each) => findChange(each) !== null).length);
      expect(withdraw).toEqual([]);
      for (const { change, wanted } of [...apply, ...propose]) expect(tierAfter(change)).toBe(wanted);
    }),
  );
});
