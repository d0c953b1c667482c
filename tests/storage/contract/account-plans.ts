import { describe, expect, test } from 'vitest';
import {
  countPlanItems,
  deletePlanItem,
  loadPlans,
  movePlans,
  OBJECTIVE_ID,
  savePlanItem,
  type PlanItem,
} from '../../../src/storage/accounts/account-plans.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { deletePlaceholder, savePlaceholder } from '../../../src/storage/accounts/placeholders.ts';
import { NOW } from './portals.ts';

const item = (changes: Partial<PlanItem> = {}): PlanItem => ({
  companyId: '1',
  itemId: OBJECTIVE_ID,
  kind: 'objective',
  text: 'Win Ulm',
  notedAt: NOW,
  notedBy: 'ava@vendor.example',
  ...changes,
});

export function describeAccountPlans(get: () => Database): void {
  describe('plans of accounts', () => {
    test('keep one objective and the rest newest first; what says the same changes nothing', async () => {
      const db = get().kysely;
      expect(await savePlanItem(db, 620, item())).toBe(true);
      expect(await savePlanItem(db, 620, item({ notedAt: NOW + 5 }))).toBe(false);
      expect(await savePlanItem(db, 620, item({ text: 'Win Bonn', notedAt: NOW + 9 }))).toBe(true);
      await savePlanItem(db, 620, item({ itemId: 'click-1', kind: 'initiative', text: 'Cloud' }));
      await savePlanItem(db, 620, item({ itemId: 'click-2', kind: 'initiative', text: 'Plant', notedAt: NOW + 1 }));
      await savePlanItem(db, 621, item({ text: 'of another portal' }));
      expect(await countPlanItems(db, 620, '1', 'initiative')).toBe(2);
      expect((await loadPlans(db, 620, ['1', '2'])).get('1')).toEqual({
        objective: { itemId: OBJECTIVE_ID, text: 'Win Bonn', notedAt: NOW + 9 },
        initiatives: [
          { itemId: 'click-2', text: 'Plant', notedAt: NOW + 1 },
          { itemId: 'click-1', text: 'Cloud', notedAt: NOW },
        ],
        competitors: [],
      });
      expect(await deletePlanItem(db, 620, '1', 'click-1')).toBe(true);
      expect(await deletePlanItem(db, 620, '1', 'click-1')).toBe(false);
    });

    test('go on under the id of a merged company, whose own objective stands', async () => {
      const db = get().kysely;
      await savePlanItem(db, 622, item({ companyId: '1', text: 'older' }));
      await savePlanItem(db, 622, item({ companyId: '2', text: 'newer', notedAt: NOW + 1 }));
      await savePlanItem(db, 622, item({ companyId: '2', itemId: 'click-3', kind: 'competitor', text: 'Orbis' }));
      await movePlans(db, 622, ['1', '2'], '3');
      await movePlans(db, 622, ['1', '2'], '3');
      const plans = await loadPlans(db, 622, ['1', '2', '3']);
      expect([...plans.keys()]).toEqual(['3']);
      expect(plans.get('3')).toMatchObject({ objective: { text: 'newer' }, competitors: [{ text: 'Orbis' }] });
    });
  });

  describe('placeholders', () => {
    test('are one a role; what says the same, or is not there, changes nothing', async () => {
      const db = get().kysely;
      const held = { companyId: '1', role: 'CHAMPION', note: 'a', createdAt: NOW, createdBy: 'ava' } as const;
      expect(await savePlaceholder(db, 623, held)).toBe(true);
      expect(await savePlaceholder(db, 623, held)).toBe(false);
      expect(await savePlaceholder(db, 623, { ...held, note: 'b' })).toBe(true);
      expect(await deletePlaceholder(db, 623, '1', 'CHAMPION')).toBe(true);
      expect(await deletePlaceholder(db, 623, '1', 'CHAMPION')).toBe(false);
    });
  });
}
