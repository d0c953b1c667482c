import { Alert, Button, Link, LoadingButton, LoadingSpinner, TableRow } from '@hubspot/ui-extensions';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { describe, expect, test } from 'vitest';
import { connectApp } from '../../../extensions/app/packages/ui/call-app.ts';
import type { SegmentsData } from '../../../extensions/app/pages/segments/segments-data.ts';
import { SegmentsPage } from '../../../extensions/app/pages/segments/segments.tsx';
import { readScreen } from '../text.ts';

const tier = {
  kind: 'tier_1',
  name: 'Roundtable: Tier 1 accounts',
  description: 'Accounts in Tier 1.',
  expected: 1_239,
};
const due = {
  kind: 'play_due',
  name: 'Roundtable: accounts with a play due',
  description: 'A play is recommended.',
  expected: 41,
};
const data = (changes: Partial<SegmentsData> = {}): SegmentsData => ({
  segments: [
    { ...tier, list: { listId: '12', size: 1_240 } },
    { ...due, list: null },
  ],
  allowed: true,
  reconnectUrl: 'https://app.example/oauth/install',
  mayChange: true,
  unavailable: null,
  refused: [],
  ...changes,
});

function show(read: SegmentsData | Error | 'never', posts: Record<string, SegmentsData | Error> = {}) {
  const sent: { action: string; body: Record<string, unknown> }[] = [];
  const app = connectApp('https://app.example', async (url, { method, body = {} }) => {
    const action = new URL(url).pathname.slice('/api/segments/'.length);
    if (method === 'POST') sent.push({ action, body });
    const answer = method === 'POST' ? posts[action] : read;
    if (answer === 'never') return new Promise(() => undefined);
    const failed = { error: { code: 'X', message: (answer as Error).message } };
    if (answer instanceof Error) return { ok: false, status: 403, json: async () => failed };
    return { ok: true, status: 200, json: async () => answer };
  });
  const renderer = createPatientRenderer('pages');
  renderer.render(<SegmentsPage app={app} portalId={42} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const rows = (): string[] => renderer.findAll(TableRow).map((row) => readScreen(row as never));
  const press = (text: string): void => renderer.find(Button, (each) => each.text === text).trigger('onClick');
  return { ...renderer, sent, screen, sees, rows, press };
}

describe('the page of segments', () => {
  test('says that they are being read, and why they cannot be', async () => {
    expect(show('never').find(LoadingSpinner).props.label).toBe('Reading the segments');
    await show(new Error('Roundtable is not connected')).sees('Roundtable is not connected');
  });

  test('shows which are made, how large they are, and where', async () => {
    const page = show(data());
    await page.sees('use them for ads audiences');
    expect(page.rows().slice(1)).toEqual([
      'Roundtable: Tier 1 accounts Accounts in Tier 1. 1,240 Open in HubSpot Delete from HubSpot',
      'Roundtable: accounts with a play due A play is recommended. 41 would be in it now Create in HubSpot',
    ]);
    expect(page.find(Link).props.href).toBe('/contacts/42/objectLists/12');
  });

  test('makes all that are missing, and says what could not be made', async () => {
    const answer = data({ refused: ['HubSpot has another segment called “Roundtable: surging”.'] });
    const page = show(
      data({
        segments: [
          { ...due, list: null },
          { ...tier, list: null },
        ],
      }),
      { 'make-missing': answer },
    );
    await page.sees('Create all 2 in HubSpot');
    page.find(LoadingButton, (each) => each.text === 'Create all 2 in HubSpot').trigger('onClick');
    await page.sees('Not every segment could be created');
    expect(page.screen()).toContain('another segment called');
    expect(page.screen()).toContain('Create the missing one');
    expect(page.sent).toEqual([{ action: 'make-missing', body: { requestId: expect.any(String) } }]);
  });

  test('makes one, which HubSpot may still be filling', async () => {
    const made = { ...due, list: { listId: '13', size: null } };
    const page = show(data(), { make: data({ segments: [made] }) });
    await page.sees('Create in HubSpot');
    page.find(LoadingButton, (each) => each.text === 'Create in HubSpot').trigger('onClick');
    await page.sees('41 HubSpot is still counting');
    expect(page.sent).toEqual([{ action: 'make', body: { kind: 'play_due', requestId: expect.any(String) } }]);
  });

  test('says why one was not made, and tries the very same again', async () => {
    const posts: Record<string, SegmentsData | Error> = { make: new Error('HubSpot has another segment called “X”.') };
    const page = show(data(), posts);
    await page.sees('Create in HubSpot');
    page.find(LoadingButton, (each) => each.text === 'Create in HubSpot').trigger('onClick');
    await page.sees('HubSpot has another segment called “X”.');
    posts['make'] = data({ segments: [{ ...due, list: { listId: '13', size: 3 } }] });
    page.press('Try again');
    await page.sees('A play is recommended. 3 Open in HubSpot');
    expect(page.sent[1]).toEqual(page.sent[0]);
  });

  test('removes one at the second click, which says what loses it', async () => {
    const page = show(data(), { remove: data({ segments: [{ ...tier, list: null }] }) });
    await page.sees('Delete from HubSpot');
    page.press('Delete from HubSpot');
    await page.sees('This deletes the segment “Roundtable: Tier 1 accounts” in HubSpot.');
    expect(page.sent).toEqual([]);
    page.find(LoadingButton, ({ text }) => text === 'Yes, delete it').trigger('onClick');
    await page.sees('Accounts in Tier 1. 1,239 would be in it now Create in HubSpot');
    expect(page.sent).toMatchObject([{ action: 'remove', body: { kind: 'tier_1' } }]);
  });

  test('without the right in HubSpot offers no button, but the way to give it', async () => {
    const page = show(data({ allowed: false }));
    await page.sees('not created');
    expect(page.find(Alert).props.title).toBe('Roundtable does not yet have permission to create segments');
    const links = page.findAll(Link).map(({ props }) => props.href);
    expect(links[0]).toEqual({ url: 'https://app.example/oauth/install', external: true });
    expect(page.findAll(LoadingButton)).toEqual([]);
  });

  test('who may not make them sees them, and who may', async () => {
    const page = show(data({ mayChange: false, unavailable: 'The limit of the day is used up.' }));
    await page.sees('Users with the marketing approval key and admins of Roundtable create and delete segments.');
    await page.sees('The sizes could not be read from HubSpot: The limit of the day is used up.');
    expect([...page.findAll(Button), ...page.findAll(LoadingButton)]).toEqual([]);
  });
});
