import { Alert, Button, ProgressBar, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { describe, expect, test, vi } from 'vitest';
import { connectApp } from '../../../extensions/app/packages/ui/call-app.ts';
import { PageFrame } from '../../../extensions/app/pages/page-frame.tsx';
import type { PortalStateData } from '../../../extensions/app/pages/portal-state-data.ts';
import { PATIENCE_MS } from '../../fixtures/patience.ts';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import { serve } from '../cards/served-account.ts';

const ORDINARY: PortalStateData = { progress: null, paused: null };

function show(...answers: unknown[]) {
  const served = serve(...answers);
  let opened = 0;
  const Page = () => {
    React.useEffect(() => void (opened += 1), []);
    return <Text>the page</Text>;
  };
  const renderer = createPatientRenderer('pages');
  const app = connectApp('https://app.example', served.fetch);
  renderer.render(<PageFrame app={app} portalId={42} pages={[{ id: 'one', title: 'One', Page }]} />);
  const alerts = (): unknown[] => renderer.findAll(Alert).map(({ props }) => props.title);
  return { ...renderer, alerts, requests: served.requests, opened: () => opened };
}

describe('what stands above every page', () => {
  test('how far the first sync is, and the page read anew where somebody looks again', async () => {
    const page = show({ progress: { done: 1_240, total: 4_300, step: 'Contacts' }, paused: null }, ORDINARY);
    await page.waitFor(() => expect(page.alerts()).toEqual(['The first sync is under way']));
    expect(page.find(ProgressBar).props).toMatchObject({ title: 'Contacts', valueDescription: '1,240 of 4,300' });
    page.find(Button, ({ text }) => text === 'Check again').trigger('onClick');
    await page.waitFor(() => expect(page.alerts()).toEqual([]));
    expect(page.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/api/pages/state', '/api/pages/state']);
    expect(page.opened()).toBe(2);
  });

  test('a step of which nobody knows the end says how far it came', async () => {
    const page = show({ progress: { done: 0, total: null, step: 'Connecting' }, paused: null });
    await page.waitFor(() => expect(page.find(ProgressBar).props.valueDescription).toBe('0 so far'));
  });

  test.each([
    [{ reason: 'access_withdrawn' }, 'Roundtable may no longer read this HubSpot account'],
    [
      { reason: 'daily_limit', until: '2026-11-23T00:00:00.000Z' },
      "HubSpot's daily limit of requests is used up until 23 Nov 2026, 00:00 UTC",
    ],
  ])('that HubSpot cannot be asked: %o', async (paused, title) => {
    const page = show({ progress: null, paused });
    await page.waitFor(() => expect(page.alerts()).toEqual([title]));
  });

  test('nothing on ordinary days, nor where it cannot be read', async () => {
    for (const answer of [ORDINARY, 'unreachable']) {
      const page = show(answer);
      await vi.waitFor(() => expect(page.opened() + page.requests.length).toBe(2), PATIENCE_MS);
      expect(page.alerts()).toEqual([]);
    }
  });
});
