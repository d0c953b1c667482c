import { Button, Form, Input, LoadingButton, Select } from '@hubspot/ui-extensions';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { describe, expect, test, vi } from 'vitest';
import { AccountBrief } from '../../../extensions/app/cards/brief/account-brief.tsx';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { formatDay } from '../../../extensions/app/packages/ui/formats.ts';
import { inDays, makeAccount, makePlay, makeRun, NOW } from './account.ts';
import { serveAccount } from './served-account.ts';
import { showCard } from './show-card.tsx';
import { readScreen } from '../text.ts';

const showAccount = (changes: Partial<AccountCardData> = {}) =>
  showCard(AccountBrief, 'Before a call', [makeAccount(changes)]);

const NOTHING_NOTED: AccountCardData['brief'] = [{ topic: 'initiatives', points: [] }];

/** The card where HubSpot lets it copy. */
async function showWithCopy(copy: (text: string) => Promise<void>) {
  const renderer = createPatientRenderer('crm.record.tab');
  const { client } = serveAccount(makeAccount());
  renderer.render(<AccountBrief client={client} clock={() => NOW} copy={copy} />);
  const sees = (text: string): Promise<void> =>
    renderer.waitFor(() => expect(readScreen(renderer.getRootNode())).toContain(text));
  await sees('Before a call');
  return { ...renderer, sees };
}

describe('the brief', () => {
  test('tells five things, and what to do where nothing is known', async () => {
    const card = await showAccount();
    expect(card.screen()).toContain(
      'Our objective Replace their old platform in 2027 (noted 2 Nov) What they are up to Nothing is noted yet: add it to the plan below. What they work with Unknown.',
    );
    expect(card.screen()).toContain('Signals Bombora: data platform (strength 80 on 17 Nov) Our history with them');
    expect(card.screen()).toContain('Open risks One engaged person on an open deal of €40,000');
  });

  test.each<[string, Partial<AccountCardData>, string]>([
    ['a play that is due', {}, 'Then: Bring in the budget holder. Why now: Proposal sent, no finance contact since'],
    ['a play without evidence', { plays: [makePlay({ whyNow: [] })] }, 'Then: Bring in the budget holder.'],
    ['the next step of what runs', { running: [makeRun()] }, 'Call, due tomorrow: step 2 of 3 of "Sponsor alignment".'],
    [
      'what runs past its last step',
      { running: [makeRun({ steps: [{ title: 'Call', dueAt: inDays(-9), taskId: '901' }] })] },
      'The play "Sponsor alignment" is running; its last step was due 9 days ago.',
    ],
    [
      'what is being started',
      { running: [makeRun({ status: 'starting' })] },
      'The play "Sponsor alignment" is being started.',
    ],
    [
      'what is on hold',
      { plays: [], playsRest: '"Surge" is on hold: a support ticket has been open since ⟦2026-11-12T10:00Z⟧' },
      `"Surge" is on hold: a support ticket has been open since ${formatDay('2026-11-12T10:00Z', Date.now())}. First help to get that solved.`,
    ],
    ['that nothing is due', { plays: [] }, 'No play is due.'],
  ])('begins with what to do next: %s', async (_, changes, words) => {
    expect((await showAccount(changes)).screen()).toContain(
      `Before a call What to do next First: confirm M. Okafor (VP Finance) as budget holder Suggested by job title, 60% sure. Is that right? Yes, budget holder No, not budget holder ${words} Our objective`,
    );
  });

  test('is copied as text with one click', async () => {
    const copy = vi.fn(async (_text: string) => undefined);
    const card = await showWithCopy(copy);
    const button = card.find(Button, ({ text }) => text === 'Copy the brief');
    expect(button.props.variant).toBe('secondary');
    button.trigger('onClick');
    await card.sees('Copied');
    expect(copy.mock.calls[0]?.[0]).toBe(
      `Acme: brief of 22 Nov
Tier 1 · one-to-one · Sales-ready · fit 82, engagement 64, intent 40

What to do next:
- First: confirm M. Okafor (VP Finance) as budget holder
- Then: Bring in the budget holder. Why now: Proposal sent, no finance contact since

Our objective:
- Replace their old platform in 2027 (noted 2 Nov)

What they are up to:
- not known

What they work with:
- not known

Signals:
- Bombora: data platform (strength 80 on 17 Nov)

Our history with them:
- Ana Ruiz: meeting on 20 Nov

Open risks:
- One engaged person on an open deal of €40,000`,
    );
  });

  test('says where the browser did not let it be copied', async () => {
    const card = await showWithCopy(() => Promise.reject(new Error('denied')));
    card.find(Button, (button) => button.text === 'Copy the brief').trigger('onClick');
    await card.sees('The browser did not let it be copied');
  });
});

describe('the plan', () => {
  test('shows what is noted with its age, and that nothing is', async () => {
    const card = await showAccount();
    expect(card.screen()).toContain('Our objective Replace their old platform in 2027 20 days ago');
    expect(card.screen()).toContain('Their initiatives Moves its plants to the cloud 3 days ago');
    expect(card.screen()).toContain('Competitors in play nothing noted');
  });

  test('of which nothing is noted says so once', async () => {
    const card = await showAccount({ plan: { objective: null, initiatives: [], competitors: [] } });
    expect(card.screen()).toContain('Account plan Nothing is noted yet. Add to the plan');
  });

  test('is added to by kind, and shows what the server keeps', async () => {
    const plan = {
      ...makeAccount().plan,
      competitors: [{ itemId: 'c1', text: 'Orbis', notedAt: '2026-11-22T12:00:00Z', isMapped: false }],
    };
    const card = await showCard(AccountBrief, 'Before a call', [makeAccount(), makeAccount({ plan })]);
    card.find(Select).trigger('onChange', 'competitor' as never);
    await card.sees('Name of the competitor');
    card.find(Input).trigger('onInput', ' Orbis ' as never);
    await card.waitFor(() => expect(card.find(LoadingButton).props.disabled).toBe(false));
    card.find(Form).trigger('onSubmit');
    await card.sees('Competitors in play Orbis now');
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/plan/note',
      body: { companyId: '42', kind: 'competitor', text: 'Orbis', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  test('lets go of what is removed', async () => {
    const card = await showCard(AccountBrief, 'Before a call', [makeAccount(), makeAccount()]);
    card.find(Button, (button) => button.text?.startsWith('Remove') === true).trigger('onClick');
    await card.waitFor(() => expect(card.requests).toHaveLength(2));
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/plan/drop',
      body: { companyId: '42', itemId: 'objective' },
    });
  });

  test('cannot be changed by someone who may only look', async () => {
    const card = await showAccount({ may: { act: false, ownedBy: 'Sam Sells' } });
    expect(card.maybeFind(Select)).toBeNull();
    expect(card.findAll(Button)).toEqual([]);
    const empty = await showAccount({ may: { act: false, ownedBy: 'Sam Sells' }, brief: NOTHING_NOTED });
    expect(empty.screen()).not.toContain('add it to the plan');
    expect((await showAccount({ brief: NOTHING_NOTED })).screen()).toContain('add it to the plan below');
  });
});
