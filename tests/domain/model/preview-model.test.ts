import { describe, expect, it } from 'vitest';
import { previewModel, type PreviewedAccount } from '../../../src/domain/model/preview-model.ts';

function account(companyId: string, change: Partial<PreviewedAccount> = {}): PreviewedAccount {
  return { companyId, name: `Company ${companyId}`, tier: null, stage: 'aware', fit: 50, engagement: 10, ...change };
}

const fits = (...each: (number | null)[]) => each.map((fit, index) => account(String(index), { fit }));

describe('previewModel', () => {
  it('says who moves, in numbers and by name, the highest tier first', () => {
    const before = [account('1', { tier: 1 }), account('2', { tier: 2 }), account('3'), account('4', { tier: 3 })];
    before.push(account('0'));
    const after = [
      account('4', { tier: 3, stage: 'engaged', fit: 57 }),
      account('3', { tier: 2 }),
      account('2', { tier: 1 }),
      account('1', { tier: 2 }),
      account('0', { tier: 2 }),
    ];
    const preview = previewModel(before, after);
    expect(preview.tierMoves.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['Company 2', 2, 1],
      ['Company 1', 1, 2],
      ['Company 0', null, 2],
      ['Company 3', null, 2],
    ]);
    expect(preview.tiers.find(({ tier }) => tier === 2)).toEqual({ tier: 2, before: 1, after: 3, enter: 3, leave: 1 });
    expect(preview.stageMoves).toEqual([{ companyId: '4', name: 'Company 4', from: 'aware', to: 'engaged' }]);
    expect(preview.fitChanges).toEqual({ n: 1, atLeast: 5, meanChange: 7 / 5 });
    expect(preview.summary).toBe('4 accounts change tier, 1 enters Tier 1, 1 leaves it.');
  });

  it('says plainly that nothing changes, or that Tier 1 is only left', () => {
    expect(previewModel([account('1')], [account('1')]).summary).toBe('No account changes tier.');
    const left = previewModel([account('1', { tier: 1 })], [account('1')]);
    expect(left.summary).toBe('1 account changes tier, 1 leaves Tier 1.');
  });

  it('refuses to compare different accounts', () => {
    expect(() => previewModel([account('1')], [account('2')])).toThrow(
      new RangeError('1 accounts before, 1 after, 0 in both'),
    );
    expect(() => previewModel([account('1'), account('2')], [account('2')])).toThrow(RangeError);
    expect(() => previewModel([account('1')], [account('1'), account('2')])).toThrow(RangeError);
  });

  it('counts several in the plural, and a tier nobody moves in', () => {
    const before = [account('1'), account('2'), account('3', { tier: 1 }), account('4', { tier: 1 })];
    const after = [account('1', { tier: 1 }), account('2', { tier: 1 }), account('3'), account('4')];
    const { summary, tiers } = previewModel(before, after);
    expect(summary).toBe('4 accounts change tier, 2 enter Tier 1, 2 leave it.');
    expect(tiers[0]).toEqual({ tier: 1, before: 2, after: 2, enter: 2, leave: 2 });
    expect(tiers[2]).toEqual({ tier: 3, before: 0, after: 0, enter: 0, leave: 0 });
    expect(previewModel([account('1')], [account('1', { tier: 1 })]).summary).toBe(
      '1 account changes tier, 1 enters Tier 1.',
    );
    expect(previewModel([account('1')], [account('1', { tier: 3 })]).summary).toBe('1 account changes tier.');
  });

  it('compares fit where both models know it', () => {
    expect(previewModel(fits(50, null, 50, 50), fits(55, 60, null, 46)).fitChanges).toEqual({
      n: 1,
      atLeast: 5,
      meanChange: 0.5,
    });
    expect(previewModel(fits(null), fits(null)).fitChanges).toMatchObject({ n: 0, meanChange: 0 });
  });
});
