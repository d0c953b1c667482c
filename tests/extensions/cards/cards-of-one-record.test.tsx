import { readFile } from 'node:fs/promises';
import { Dropdown, LoadingButton, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React, { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { AccountStanding } from '../../../extensions/app/cards/standing/account-standing.tsx';
import { makeAccount, makeRun, NOW } from './account.ts';
import { serveAccount } from './served-account.ts';
import { showCard } from './show-card.tsx';

const running = makeAccount({ plays: [], running: [makeRun({ name: 'Surge' })] });
const offTheList = makeAccount({
  state: 'not_target',
  tier: { value: null, reason: 'not eligible: fit 22 < 30' },
  list: {
    provisional: false,
    proposal: null,
    turnedDown: null,
    grounds: [],
    tiers: [{ tier: 3, held: 0, seats: 1_000 }],
  },
  plays: [],
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Shown = Awaited<ReturnType<typeof showCard>>;

/** What HubSpot does where the record's values became others. */
function tell({ mocks }: Shown, error?: { message: string }): void {
  const [[, heard] = []] = mocks.actions.onCrmPropertiesUpdate.calls;
  heard?.(error === undefined ? { roundtable_next_play: 'Surge' } : {}, error);
}

/** Time goes on once React has drawn, which is when a card sets its timers. */
async function pass(ms: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(ms);
}

test('a card reads the account again where the app’s properties of the record became others', async () => {
  const card = await showCard(AccountStanding, 'Then: Bring in the budget holder', [makeAccount(), running]);
  tell(card);
  tell(card);
  await pass(1_000);
  await card.sees('of "Surge" by date');
  await pass(120_000);
  expect(card.requests).toHaveLength(2);
  tell(card);
  await pass(1_000);
  expect(card.requests).toHaveLength(3);
});

test('it listens once, to every property that the app declares', async () => {
  const card = await showCard(AccountStanding, 'Then:', [makeAccount()]);
  const { companyProperties } = JSON.parse(await readFile(new URL('../../../app.json', import.meta.url), 'utf8')) as {
    companyProperties: { properties: { name: string }[] };
  };
  const declared = companyProperties.properties.map(({ name }) => name);
  expect(card.mocks.actions.onCrmPropertiesUpdate.calls.map(([names]) => names)).toEqual([declared]);
});

test('a failure of HubSpot to tell is no reason to read', async () => {
  const card = await showCard(AccountStanding, 'Then:', [makeAccount()]);
  tell(card, { message: 'no values' });
  await pass(60_000);
  expect(card.requests).toHaveLength(1);
});

test('a while after the last click, and only after one, HubSpot is asked to read the record again', async () => {
  const card = await showCard(Plays, 'Start play', [makeAccount(), running]);
  const { refreshObjectProperties } = card.mocks.actions;
  await pass(120_000);
  expect(refreshObjectProperties.callCount).toBe(0);
  card.find(LoadingButton).trigger('onClick');
  await card.sees('Running');
  await pass(4_000);
  expect(refreshObjectProperties.callCount).toBe(0);
  await pass(2_000);
  expect(refreshObjectProperties.callCount).toBe(1);
  await pass(600_000);
  expect(refreshObjectProperties.callCount).toBe(3);
  expect(card.requests).toHaveLength(2);
});

test('a click that was not answered has the account read: it may have been done all the same', async () => {
  const card = await showCard(Plays, 'Start play', [makeAccount(), 'unreachable', running]);
  card.find(LoadingButton).trigger('onClick');
  await card.sees('Surge Running');
  expect(card.screen()).toContain('No answer came It may have been done all the same.');
  expect(card.requests).toHaveLength(3);
});

test('so has one that the database did not answer, whose next answer is shown', async () => {
  const message = 'Roundtable could not answer at this moment. Try again in a few seconds.';
  const busy = { status: 503, body: { error: { code: 'DATABASE_UNAVAILABLE', message } } };
  const card = await showCard(Plays, 'Start play', [makeAccount(), busy, running]);
  card.find(LoadingButton).trigger('onClick');
  await card.sees('Surge Running');
  expect(card.screen()).toContain('No answer came It may have been done all the same.');
});

test('a click that failed changed nothing', async () => {
  const card = await showCard(Plays, 'Start play', [makeAccount(), 'unreachable']);
  card.find(LoadingButton).trigger('onClick');
  await card.sees('No answer came Roundtable could not be reached.');
  await pass(120_000);
  expect(card.mocks.actions.refreshObjectProperties.callCount).toBe(0);
});

test('a card that is gone asks for nothing', async () => {
  const { client } = serveAccount(makeAccount({ roles: [] }), { ...running, roles: [] });
  const renderer = createPatientRenderer('crm.record.tab');
  const page: { leave?: () => void } = {};
  const Page = () => {
    const [isThere, setIsThere] = useState(true);
    page.leave = () => setIsThere(false);
    return isThere ? <Plays client={client} clock={() => NOW} /> : <Text>gone</Text>;
  };
  renderer.render(<Page />);
  await renderer.waitFor(() => renderer.find(LoadingButton));
  renderer.find(LoadingButton).trigger('onClick');
  await renderer.waitFor(() => expect(renderer.maybeFind(LoadingButton)).toBeNull());
  await pass(1_000);
  page.leave?.();
  await renderer.waitFor(() => expect(renderer.find(Text).text).toBe('gone'));
  await pass(120_000);
  expect(renderer.mocks.actions.refreshObjectProperties.callCount).toBe(0);
});

test('a card in the middle of a click waits for its answer', async () => {
  const card = await showCard(Plays, 'Start play', [makeAccount(), 'never']);
  card.find(LoadingButton).trigger('onClick');
  await card.waitFor(() => expect(card.find(LoadingButton).props.loading).toBe(true));
  tell(card);
  await pass(60_000);
  expect(card.requests).toHaveLength(2);
  expect(card.find(LoadingButton).props.loading).toBe(true);
});

test('what is written in an open form stays', async () => {
  const card = await showCard(AccountStanding, 'Not on the target account list', [
    offTheList,
    { ...offTheList, tier: { value: null, reason: 'not eligible: fit 29 < 30' } },
  ]);
  card.find(TextArea).trigger('onInput', 'The owner asked for us' as never);
  card.find(Select).trigger('onChange', 2 as never);
  tell(card);
  await pass(1_000);
  await card.sees('fit 29');
  expect(card.find(TextArea).props.value).toBe('The owner asked for us');
  expect(card.find(Select).props.value).toBe(2);
});

test('an undo that is offered stays', async () => {
  const putOff = makeAccount({ plays: [] });
  const readAgain = makeAccount({ plays: [], tier: { value: 2, reason: 'rank 30' } });
  const card = await showCard(Plays, 'Start play', [makeAccount(), putOff, readAgain]);
  card.find(Dropdown.ButtonItem).trigger('onClick');
  await card.sees('Undo');
  tell(card);
  await pass(1_000);
  await card.sees('Tier 2');
  expect(card.screen()).toContain('Undo');
});
