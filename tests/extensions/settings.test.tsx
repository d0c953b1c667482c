import { Alert, Button, ErrorState, LoadingSpinner, ProgressBar } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import React from 'react';
import { describe, expect, test } from 'vitest';
import { connectApp } from '../../extensions/app/packages/ui/call-app.ts';
import type { SyncData } from '../../extensions/app/settings/sync-data.ts';
import { SyncStatus } from '../../extensions/app/settings/sync-status.tsx';
import { inDays, NOW } from './account.ts';
import { serve } from './served-account.ts';
import { readScreen } from './text.ts';

const active: SyncData = {
  status: 'active',
  steps: [{ name: 'contacts', label: 'Contacts', done: 4_285, total: 4_285, finishedAt: inDays(-1) }],
  accountsByTier: { '1': 25, '2': 150, '3': 412, none: 413 },
  requestsMade: 1_204,
  refused: 2,
  waiting: { stale: 7, unpublished: 3 },
  modelVersion: 1,
  asOf: inDays(-1),
};

function show(...answers: unknown[]) {
  const { fetch, requests } = serve(...answers);
  const app = connectApp('https://app.example', fetch);
  const renderer = createRenderer('settings');
  const load = (): Promise<SyncData> => app.read('/api/settings/sync');
  renderer.render(<SyncStatus load={load} clock={() => NOW} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  return { ...renderer, requests, screen, sees };
}

describe('the settings', () => {
  test('say that they are being read', () => {
    expect(show('never').find(LoadingSpinner).props.label).toBe('Reading the state of the sync');
  });

  test('show the state of the sync, accounts by tier and what waits', async () => {
    const settings = show(active);
    await settings.sees('Up to date last refresh yesterday');
    expect(settings.maybeFind(ProgressBar)).toBeNull();
    expect(settings.screen()).toContain('What the first sync read Contacts 4,285');
    expect(settings.screen()).toContain('Tier 1 25 Tier 2 150 Tier 3 412 Without a tier 413');
    expect(settings.screen()).toContain('Waiting to be scored 7 Waiting to be written back 3');
    expect(settings.screen()).toContain('Records that refused our values 2 Requests made 1,204');
  });

  test('during the first sync show how far each step is, and can be asked again', async () => {
    const steps = [
      { name: 'companies', label: 'Companies', done: 1_000, total: 1_000, finishedAt: inDays(0) },
      { name: 'contacts', label: 'Contacts', done: 1_240, total: 4_285, finishedAt: null },
      { name: 'activities', label: 'Activities', done: 0, total: null, finishedAt: null },
    ];
    const settings = show({ ...active, status: 'syncing', steps, asOf: null }, active);
    await settings.sees('First sync under way last refresh none yet');
    expect(
      settings
        .findAll(ProgressBar)
        .map(({ props }) => [props.title, props.value, props.maxValue, props.valueDescription]),
    ).toEqual([
      ['Companies: done', 1, 1, '1,000'],
      ['Contacts', 1_240, 4_285, '1,240 of 4,285'],
      ['Activities', 0, 1, '0 so far'],
    ]);
    settings.find(Button).trigger('onClick');
    await settings.sees('Up to date');
  });

  test('say what to do when access was withdrawn', async () => {
    const settings = show({ ...active, status: 'revoked' });
    await settings.sees('Access was withdrawn');
    expect(settings.find(Alert).text).toContain('Install the app again to go on.');
  });

  test('that cannot be read say why, and a retry reads them', async () => {
    const settings = show('unreachable', active);
    await settings.sees('Roundtable could not be reached.');
    expect(settings.find(ErrorState).props.title).toBe("The sync's state could not be read");
    settings.find(Button).trigger('onClick');
    await settings.sees('Up to date');
  });

  test('that were read once stay on screen when a later reading fails', async () => {
    const settings = show(active, 'unreachable');
    await settings.sees('Up to date');
    settings.find(Button).trigger('onClick');
    await settings.sees('This may be out of date');
    expect(settings.screen()).toContain('Tier 1 25');
  });
});
