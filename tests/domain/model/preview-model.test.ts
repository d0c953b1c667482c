import { describe, expect, it } from 'vitest';
import { previewModel, type PreviewedAccount } from '../../../src/domain/model/preview-model.ts';

function account(companyId: string, change: Partial<PreviewedAccount> = {}): PreviewedAccount {
  return { companyId, name: `Company ${companyId}`, tier: null, stage: 'aware', fit: 50, engagement: 10, ...change };
}

describe('previewModel', () => {
  it('says who moves, in numbers and by name, the highest tier first', () => {
    const before = [account('1', { tier: 1 }), account('2', { tier: 2 }), account('3'), account('4', { tier: 3 })];
    const after = [
      account('4', { tier: 3, stage: 'engaged', fit: 57 }),
      account('3', { tier: 2 }),
      account('2', { tier: 1 }),
      account('1', { tier: 2 }),
    ];
    const preview = previewModel(before, after);
    expect(preview.tierMoves.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['Company 2', 2, 1],
      ['Company 1', 1, 2],
      ['Company 3', null, 2],
    ]);
    expect(preview.tiers.find(({ tier }) => tier === 2)).toEqual({ tier: 2, before: 1, after: 2, enter: 2, leave: 1 });
    expect(preview.stageMoves).toEqual([{ companyId: '4', name: 'Company 4', from: 'aware', to: 'engaged' }]);
    expect(preview.fitChanges).toEqual({ n: 1, atLeast: 5, meanChange: 7 / 4 });
    expect(preview.summary).toBe('3 accounts change tier, 1 enters Tier 1, 1 leaves it.');
  });

  it('says plainly that nothing changes, or that Tier 1 is only left', () => {
    expect(previewModel([account('1')], [account('1')]).summary).toBe('No account changes tier.');
    const left = previewModel([account('1', { tier: 1 })], [account('1')]);
    expect(left.summary).toBe('1 account changes tier, 1 leaves Tier 1.');
  });

  it('refuses to compare different accounts', () => {
    expect(() => previewModel([account('1')], [account('2')])).toThrow(RangeError);
  });
});
