import { Button, Form, Input, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { inDays, makeAccount, makeRun } from './account.ts';
import type { Answer } from './served-account.ts';
import { showCard } from './show-card.tsx';

const show = (until: string, ...answers: Answer[]) => showCard(Plays, until, answers);

describe('a running play', () => {
  test('says who started it and until when it is judged, and is stopped with a reason', async () => {
    const stopped = makeRun({ status: 'abandoned', finishedAt: inDays(0), problem: 'Stopped: Wrong account' });
    const card = await show(
      'Stop this play',
      makeAccount({ running: [makeRun()] }),
      makeAccount({ running: [stopped] }),
    );
    expect(card.screen()).toContain('Started by ava@vendor.example, judged until 1 Dec');
    card.find(Button, (button) => button.text === 'Stop this play').trigger('onClick');
    await card.sees('Why is it stopped?');
    expect(card.find(Input).props.description).toContain('Its tasks stay in HubSpot');
    card.find(Input).trigger('onInput', ' Wrong account ' as never);
    await card.waitFor(() =>
      expect(card.find(LoadingButton, ({ text }) => text === 'Stop this play').props.disabled).toBe(false),
    );
    card.find(Form).trigger('onSubmit');
    await card.sees('Ended early');
    expect(card.screen()).toContain('Stopped: Wrong account');
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/plays/stop',
      body: { companyId: '42', runId: '1', reason: 'Wrong account' },
    });
  });

  test('is not stopped by who may not act', async () => {
    const may = { act: false, ownedBy: 'Sam Sells' };
    const card = await show('Started by itself', makeAccount({ running: [makeRun({ startedBy: 'roundtable' })], may }));
    expect(card.screen()).not.toContain('Stop this play');
  });
});

test('what was put off is brought back from the card', async () => {
  const putOff = [
    { playId: 'surge', name: 'Catch the surge', kind: 'snoozed' as const, until: inDays(7), by: 'ava@vendor.example' },
  ];
  const card = await show('Put off (1)', makeAccount({ putOff }), makeAccount());
  expect(card.screen()).toContain('Catch the surge: snoozed by ava@vendor.example until 29 Nov');
  card.find(Button, (button) => button.text === 'Bring back').trigger('onClick');
  await card.misses('Put off');
  expect(card.requests[1]).toMatchObject({
    url: 'https://app.example/api/cards/account/plays/undo',
    body: { companyId: '42', playId: 'surge' },
  });
});
