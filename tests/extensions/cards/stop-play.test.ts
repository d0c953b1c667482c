import { Button, Form, Input, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { inDays, makeAccount, makeRun } from './account.ts';
import type { Answer } from './served-account.ts';
import { showCard } from './show-card.tsx';

const show = (until: string, ...answers: Answer[]) => showCard(Plays, until, answers);

/** With a deal that closes in so many days. */
const closesIn = (days: number) =>
  makeAccount({ running: [makeRun()], closing: { deal: '"Acme platform" (⟦40000 EUR⟧)', at: inDays(days) } });

describe('a running play', () => {
  test('names the deal that closes before its time is over', async () => {
    await show(
      'if it is reached by 1 Dec; the deal "Acme platform" (€40,000) closes before that, on 26 Nov.',
      closesIn(4),
    );
    expect((await show('Started by', closesIn(12))).screen()).toContain('if it is reached by 1 Dec.');
  });

  test('says who started it and until when it is judged, and is stopped with a reason', async () => {
    const stopped = makeRun({ status: 'abandoned', finishedAt: inDays(0), problem: 'Stopped: Wrong account' });
    const card = await show(
      'Stop "Sponsor alignment"',
      makeAccount({ running: [makeRun()] }),
      makeAccount({ running: [stopped] }),
    );
    expect(card.screen()).toContain('Started by ava@vendor.example. Its aim counts if it is reached by 1 Dec.');
    card.find(Button, (button) => button.text === 'Stop "Sponsor alignment"').trigger('onClick');
    await card.sees(`Why is "${makeRun().name}" stopped?`);
    expect(card.find(Input).props.description).toMatch(/^At most 300 characters\. .* Its tasks stay in HubSpot/);
    card.find(Input).trigger('onInput', ' Wrong account ' as never);
    await card.waitFor(() =>
      expect(card.find(LoadingButton, ({ text }) => text === 'Stop "Sponsor alignment"').props.disabled).toBe(false),
    );
    card.find(Form).trigger('onSubmit');
    await card.sees('Ended early');
    expect(card.screen()).toContain('Stopped: Wrong account');
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/plays/stop',
      body: { companyId: '42', runId: '1', reason: 'Wrong account' },
    });
  });

  test('is not stopped for a reason that the server does not take, which the field says', async () => {
    const card = await show('Stop "Sponsor alignment"', makeAccount({ running: [makeRun()] }));
    card.find(Button, (button) => button.text === 'Stop "Sponsor alignment"').trigger('onClick');
    await card.waitFor(() => card.find(Input));
    card.find(Input).trigger('onInput', 'x'.repeat(301) as never);
    await card.waitFor(() =>
      expect(card.find(Input).props).toMatchObject({
        error: true,
        validationMessage: 'Shorten it: 301 characters of at most 300',
      }),
    );
    card.find(Form).trigger('onSubmit');
    expect(card.requests).toHaveLength(1);
    card.find(Input).trigger('onInput', 'x'.repeat(300) as never);
    await card.waitFor(() => expect(card.find(Input).props.error).toBeUndefined());
  });

  test('is not stopped by who may not act', async () => {
    const may = { act: false, ownedBy: 'Sam Sells' };
    const card = await show('Started by itself', makeAccount({ running: [makeRun({ startedBy: 'roundtable' })], may }));
    expect(card.screen()).not.toContain('Stop "Sponsor alignment"');
  });
});

test('where nothing else is due the card says that it was put off, and where it is', async () => {
  const putOff = [
    {
      playId: 'surge',
      name: 'Catch the surge',
      kind: 'dismissed' as const,
      until: inDays(7),
      by: 'ava@vendor.example',
    },
  ];
  const card = await show('Put off (1)', makeAccount({ plays: [], putOff }));
  expect(card.screen()).toContain('What was due is put off: see below.');
  expect(card.screen()).toContain('Taken off as not useful until 29 Nov by ava@vendor.example');
});

test('what was put off is brought back from the card', async () => {
  const putOff = [
    { playId: 'surge', name: 'Catch the surge', kind: 'snoozed' as const, until: inDays(7), by: 'ava@vendor.example' },
  ];
  const card = await show('Put off (1)', makeAccount({ putOff }), makeAccount());
  expect(card.screen()).toContain('Snoozed until 29 Nov by ava@vendor.example');
  card.find(Button, (button) => button.text?.startsWith('Bring back') === true).trigger('onClick');
  await card.misses('Put off');
  expect(card.requests[1]).toMatchObject({
    url: 'https://app.example/api/cards/account/plays/undo',
    body: { companyId: '42', playId: 'surge' },
  });
});
