import nock from 'nock';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { countNotes } from '../../../src/storage/portal/record-notes.ts';
import { connectSlack } from '../../../src/sync/slack/choose-slack.ts';
import { sendSlackMessages } from '../../../src/sync/slack/send-messages.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { listenToSlack, SLACK_HOST } from '../../fixtures/slack-channel.ts';

const [ONE, OTHER] = [
  '/services/T00000000/B00000000/abcdefghijklmnopqrstWXYZ',
  '/services/T00000000/B00000000/zyxwvutsrqponmlkjihgf123',
];
const PACE = { maxRetries: 0, firstDelayMs: 1, longestWaitMs: 1, timeoutMs: 5_000 };
const BY = 'ava@vendor.example';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
beforeEach(async () => {
  await app.context.db.kysely.deleteFrom('slack_messages').execute();
  await app.context.db.kysely.deleteFrom('slack_hooks').execute();
  await connect(ONE);
});
afterEach(() => nock.cleanAll());
afterAll(() => app.stop());

const connect = (path: string) => connectSlack(app.context, { portalId: app.portalId, by: BY }, SLACK_HOST + path);
const send = (signal?: AbortSignal) =>
  sendSlackMessages(app.context, app.portalId, { pace: PACE, ...(signal && { signal }) });
const counts = () => countNotes(app.context.db.kysely, app.portalId, 0, 'slack');

/** News of Acme that waits, so many; each has its number as its reason. */
async function addWaiting(from: number, to: number): Promise<void> {
  await sql`insert into slack_messages (portal_id, note_key, company_id, kind, details, happened_at, made_at, status)
    select ${app.portalId}, 'news-' || i, '101', 'tiers', jsonb_build_object('from', 2, 'to', 1, 'reason', 'news ' || i),
      now(), now(), 'waiting' from generate_series(${from}::int, ${to}::int) i`.execute(app.context.db.kysely);
}

/** What Slack is sent by one of its addresses; `answer` is asked for each. */
function listenAt(path: string, answer: () => Promise<nock.ReplyFnResult>): string[] {
  const texts: string[] = [];
  nock(SLACK_HOST)
    .persist()
    .post(path)
    .reply(async (request: Request) => {
      texts.push(await request.text());
      return answer();
    });
  return texts;
}

test('a process that ends between two posts has taken nothing along: the rest is sent later, each once', async () => {
  await addWaiting(1, 50);
  const texts = listenToSlack();
  const ending = new AbortController();
  const sending = send(ending.signal);
  while (!('written' in (await counts()))) await delay(5);
  ending.abort();
  await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
  expect(await counts()).toEqual({ written: 20, waiting: 30 });
  await send();
  expect(await counts()).toEqual({ written: 50 });
  const told = texts.join('\n').match(/news \d+/g) ?? [];
  expect([texts.length, told.length, new Set(told).size]).toEqual([3, 50, 50]);
});

test('what was dropped while Slack was asked is not told to the channel that took its place', async () => {
  await addWaiting(1, 1);
  const [first, second] = [
    listenAt(ONE, async () => {
      await connect(OTHER);
      return [429, 'rate_limited', { 'retry-after': '60' }];
    }),
    listenAt(OTHER, () => Promise.resolve([200, 'ok'])),
  ];
  await expect(send()).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE' });
  await send();
  expect([first.length, second.length]).toEqual([1, 0]);
  expect(await counts()).toEqual({ failed: 1 });
});

test('news of a channel that was connected between two posts go there', async () => {
  await addWaiting(1, 20);
  const first = listenAt(ONE, async () => {
    await connect(OTHER);
    await addWaiting(21, 21);
    return [200, 'ok'];
  });
  const second = listenAt(OTHER, () => Promise.resolve([200, 'ok']));
  await send();
  expect([first.length, second.length]).toEqual([1, 1]);
  expect(second[0]).toContain('news 21');
});
