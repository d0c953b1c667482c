import type { RefreshData, SuggestedChange } from '../../../extensions/app/pages/target-list/target-refresh-data.ts';
import { inDays } from '../cards/account.ts';
import { kept } from './show-target-accounts.tsx';

/* A quarterly refresh that is due: one account comes in, one leaves, one moves up, with every seat of Tier 1 taken. */

export const incoming: SuggestedChange = {
  companyId: '201',
  name: 'Borealis',
  group: 'in',
  fromTier: null,
  toTier: 1,
  reason: 'Tier 1: rank 12 of 25 seats',
  evidence: ['+19 engagement in a week'],
  cautions: [],
  open: null,
  verdict: null,
  former: null,
};
export const outgoing: SuggestedChange = {
  ...incoming,
  companyId: '202',
  name: 'Orbis',
  group: 'out',
  fromTier: 1,
  toTier: null,
  reason: 'not eligible: fit 42 < 50',
  evidence: ['+55 engagement in a week'],
  open: { isSame: true, keys: ['sales'], proposedBy: 'scores' },
};
export const moving: SuggestedChange = {
  ...incoming,
  companyId: '203',
  name: 'Zenith',
  group: 'up',
  fromTier: 2,
  toTier: 1,
};
export const refresh: RefreshData = {
  changes: [incoming, outgoing, moving],
  left: 0,
  turnedDown: 2,
  gone: [],
  others: [],
};
export const due = { lastAt: null, dueAt: inDays(-1), isDue: true, decided: 0 };
export const list = {
  ...kept,
  refresh: due,
  tiers: [{ tier: 1 as const, held: 25, seats: 25, leaving: { count: 0, only: null } }],
};
