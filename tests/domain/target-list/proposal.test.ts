import { expect, test } from 'vitest';
import { openProposal } from '../../../src/domain/target-list/proposal.ts';
import { NOW } from '../../fixtures/account-facts.ts';

test('a proposal begins open, with nobody’s key turned, and keeps what was asked', () => {
  const asked = {
    proposalId: 'p1',
    companyId: '7',
    change: { kind: 'add', tier: 1 },
    fromTier: null,
    reason: 'fit 82',
    evidence: ['surging'],
  } as const;
  expect(openProposal(asked, 'mara@portal.example', NOW)).toEqual({
    ...asked,
    proposedBy: 'mara@portal.example',
    proposedAt: NOW,
    status: 'open',
    approvals: [],
    rejection: null,
    closedAt: null,
  });
});
