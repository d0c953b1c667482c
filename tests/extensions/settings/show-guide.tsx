import { Button, LoadingButton } from '@hubspot/ui-extensions';
import type { GuideData } from '../../../extensions/app/settings/guide/guide-data.ts';
import type { ReadinessData } from '../../../extensions/app/settings/guide/readiness-data.ts';
import type { SyncData } from '../../../extensions/app/settings/portal-data/sync-data.ts';
import { active, showSettings } from './show-settings.tsx';

export const open: SyncData = { ...active, guide: 'open' };
export const syncing: SyncData = {
  ...open,
  status: 'syncing',
  steps: [
    { name: 'contacts', label: 'Contacts', done: 1_240, total: 4_300, pages: 13, finishedAt: null, msLeft: 180_000 },
  ],
};
const math: GuideData['math'] = {
  hours: { needed: 195, available: 125, byTier: [] },
  budget: null,
  affordableTier1: 7,
  fits: false,
  warning: 'The list needs 195 hours a week, the team has 125.',
};
export const guide: GuideData = {
  finished: null,
  settled: [],
  starts: [
    { id: 'general', label: 'General', description: 'Any industry.' },
    { id: 'services', label: 'Services', description: 'Companies large enough to buy help.' },
  ],
  start: 'general',
  draft: null,
  seats: { 1: 25, 2: 150, 3: 1_000 },
  capacity: { people: 5, hoursPerWeek: 25, effortHours: { 1: 4, 2: 0.5, 3: 0.02 }, budget: null },
  math,
  assumed: { users: 14 },
  roles: [
    { role: 'CHAMPION', label: 'Champion', isOption: true, tiers: [1, 2, 3], set: 4, suggested: 1_210 },
    { role: 'PROCUREMENT', label: 'Procurement', isOption: false, tiers: [], set: null, suggested: null },
  ],
  otherRoles: ['Works council'],
  mayChange: true,
  askWhom: 'ava@vendor.example',
};
const readiness = {
  answer: 'yes',
  summary: 'ABM fits.',
  checks: [],
  years: 3,
  currency: 'EUR',
} as unknown as ReadinessData;
const READ = 'GET /api/settings/guide';
export const CHANGE = 'POST /api/settings/guide/change';
export const SETTLE = 'POST /api/settings/guide/settle';
const FIRST = 'GET /api/pages/accounts';
const first = { accounts: [{ id: '101', name: 'Acme', tierReason: 'rank 1 of 25 seats', nextPlay: null }] };

export const showGuide = (data: Partial<GuideData>, answers: Record<string, unknown[]> = {}, sync: SyncData = open) =>
  showSettings([sync], {
    [READ]: [{ ...guide, ...data }],
    'GET /api/program/readiness': [readiness],
    [FIRST]: [first],
    ...answers,
  });
/** The buttons that are offered as the thing to do. */
export const primaries = (page: ReturnType<typeof showGuide>): string[] =>
  [...page.findAll(LoadingButton), ...page.findAll(Button)]
    .filter(({ props }) => props.variant === 'primary')
    .map(({ text }) => text ?? '');
