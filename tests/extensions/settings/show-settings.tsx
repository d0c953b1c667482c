import { Button, LoadingButton, Tabs } from '@hubspot/ui-extensions';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { expect } from 'vitest';
import { connectApp, type AppFetch } from '../../../extensions/app/packages/ui/call-app.ts';
import type { ChoicesData } from '../../../extensions/app/settings/choices/choices-data.ts';
import { createSettingsClient } from '../../../extensions/app/settings/settings-client.ts';
import { SettingsPage } from '../../../extensions/app/settings/settings-page.tsx';
import type { SyncData } from '../../../extensions/app/settings/portal-data/sync-data.ts';
import { inDays, NOW } from '../cards/account.ts';
import { serve, type SentRequest } from '../cards/served-account.ts';
import { readScreen } from '../text.ts';

/** A portal that is in sync. */
export const active: SyncData = {
  status: 'active',
  steps: [
    { name: 'contacts', label: 'Contacts', done: 4_285, total: 4_285, pages: 43, finishedAt: inDays(-1), msLeft: null },
  ],
  accountsByTier: { '1': 25, '2': 150, '3': 412, none: 413 },
  requestsMade: 1_204,
  budget: {
    allowed: 108,
    isLearned: true,
    waitMs: 0,
    meanWaitMs: 12,
    lastHour: 312,
    today: 400,
    purposes: [
      { purpose: 'records', lastHour: 300, today: 340 },
      { purpose: 'people', lastHour: 12, today: 60 },
    ],
  },
  unwritable: null,
  heldUntil: null,
  refused: 2,
  waiting: { stale: 7, unpublished: 3 },
  modelVersion: 1,
  asOf: inDays(-1),
  guide: 'done',
  settled: ['model', 'capacity', 'roles', 'keys'],
  lacksApprovers: false,
  mayChange: true,
};

export const choices: ChoicesData = {
  outsideEdits: 'restore',
  onlyOwnersAct: false,
  writeConfirmedRoles: false,
  keepTargetAccounts: false,
  unwritableTargets: [],
  clusterBy: null,
  managerProperty: null,
  recordNotes: { tiers: false, surges: false, plays: false },
  notes: { written: 0, waiting: 0, held: 0, failed: 0, mostADay: 200 },
  overwritten: { standing: 0, restored: 0, latest: [] },
  mappedProperties: [],
  mayChange: true,
  askWhom: 'ava@vendor.example',
};

const DEFAULTS = { 'GET /api/settings/vendor-properties': [[]] };

/** Answers by "METHOD path", each in turn, the last one for ever; `sync` is that of every reading of the sync. */
export function showSettings(sync: unknown[], answers: Record<string, unknown[]> = {}) {
  const requests: SentRequest[] = [];
  const served = Object.entries({ ...DEFAULTS, 'GET /api/settings/sync': sync, ...answers }).map(
    ([route, each]) => [route, serve(...each).fetch] as const,
  );
  const routes = new Map<string, AppFetch>(served);
  const fetch: AppFetch = async (url, options) => {
    const { pathname } = new URL(url);
    requests.push({ method: options.method, url, body: options.body });
    const answer = routes.get(`${options.method} ${pathname}`);
    if (answer === undefined) throw new Error(`nothing is served for ${options.method} ${pathname}`);
    return answer(url, options);
  };
  const client = createSettingsClient(connectApp('https://app.example', fetch));
  /** What was put on the clipboard. */
  const copied: string[] = [];
  const copy = (text: string): Promise<void> => {
    copied.push(text);
    return Promise.resolve();
  };
  const renderer = createPatientRenderer('settings');
  renderer.render(<SettingsPage client={client} portalId={42} clock={() => NOW} copy={copy} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string): void => {
    const button = renderer.findAll(Button).find((each) => each.text === text);
    if (button !== undefined) button.trigger('onClick');
    else renderer.find(LoadingButton, (each) => each.text === text).trigger('onClick');
  };
  /** Opens a tab, once the page is there. */
  const open = async (tab: string): Promise<void> => {
    await renderer.waitFor(() => renderer.find(Tabs));
    renderer.find(Tabs).trigger('onSelectedChange', tab as never);
  };
  const sent = (): SentRequest[] => requests.filter(({ method }) => method === 'POST');
  return { ...renderer, requests, copied, sent, screen, sees, press, open };
}
