import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postToSlack, type SlackPace } from '../../../src/sync/slack/post-to-slack.ts';
import { slackUrlSchema } from '../../../src/sync/slack/slack-url.ts';

const HOST = 'https://hooks.slack.com';
const PATH = '/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX';
const PACE: SlackPace = { maxRetries: 2, firstDelayMs: 1, longestWaitMs: 1_500, timeoutMs: 200 };

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const post = () => postToSlack(HOST + PATH, 'hello', PACE);
const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  nock(HOST).post(PATH).reply(status, body, headers);

describe('a message to Slack', () => {
  test('goes out as JSON without previews of its links', async () => {
    nock(HOST, { reqheaders: { 'content-type': 'application/json' } })
      .post(PATH, { text: 'hello', unfurl_links: false, unfurl_media: false })
      .reply(200, 'ok');
    expect(await post()).toEqual({ kind: 'sent' });
  });

  test.each([
    [404, 'no_service'],
    [404, 'channel_not_found'],
    [410, 'channel_is_archived'],
    [403, 'action_prohibited'],
    [400, 'no_team'],
    [403, 'invalid_token'],
  ])('that is answered %i %s finds its channel gone, and is sent once', async (status, reason) => {
    answer(status, reason);
    expect(await post()).toEqual({ kind: 'gone', reason });
  });

  test('that Slack does not understand is refused, and sent once', async () => {
    answer(400, 'invalid_payload');
    expect(await post()).toEqual({ kind: 'refused', reason: 'invalid_payload' });
  });

  test('waits as long as Slack asks, and is sent then', async () => {
    answer(429, 'rate_limited', { 'Retry-After': '1' });
    answer(200, 'ok');
    expect(await post()).toEqual({ kind: 'sent' });
  });

  test('that Slack asks a long patience for is left to its job', async () => {
    answer(429, 'rate_limited', { 'Retry-After': '30' });
    expect(await post()).toEqual({ kind: 'later', reason: 'rate_limited', afterMs: 30_000 });
  });

  test('is tried again while Slack fails, and no more than twice', async () => {
    answer(500, 'rollup_error');
    answer(503, '<html>');
    answer(503, '');
    expect(await post()).toEqual({ kind: 'later', reason: 'HTTP 503', afterMs: 0 });
    expect(nock.isDone()).toBe(true);
  });

  test('that could not leave is tried again', async () => {
    nock(HOST)
      .post(PATH)
      .replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    answer(200, 'ok');
    expect(await post()).toEqual({ kind: 'sent' });
  });

  test('that is not answered in time may have arrived: it is not sent again', async () => {
    let asked = 0;
    const silent = createServer(() => {
      asked += 1;
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    nock.enableNetConnect('127.0.0.1');
    const { port } = silent.address() as AddressInfo;
    expect(await postToSlack(`http://127.0.0.1:${port}`, 'hello', PACE)).toEqual({ kind: 'unclear' });
    expect(asked).toBe(1);
    silent.closeAllConnections();
    silent.close();
  });

  test('whose connection broke may have arrived too', async () => {
    nock(HOST)
      .post(PATH)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    expect(await post()).toEqual({ kind: 'unclear' });
  });

  test.each([502, 504])('for which a gateway answers %i may have arrived too', async (status) => {
    answer(status, '<html>');
    expect(await post()).toEqual({ kind: 'unclear' });
  });

  test('follows no redirect', async () => {
    nock(HOST).post(PATH).reply(302, '', { Location: 'https://elsewhere.example/' });
    expect(await post()).toEqual({ kind: 'refused', reason: 'HTTP 302' });
  });
});

describe('the address of a webhook', () => {
  test.each([[HOST + PATH], [` ${HOST}${PATH} `], [`https://hooks.slack-gov.com${PATH}`]])('may be %j', (url) => {
    expect(slackUrlSchema.parse(url)).toBe(url.trim());
  });

  test.each([
    ['http://hooks.slack.com' + PATH],
    ['https://hooks.slack.com.evil.example' + PATH],
    ['https://evil.example/hooks.slack.com' + PATH],
    ['https://hooks.slack.com@evil.example' + PATH],
    ['https://hooks.slack.com:8443' + PATH],
    [`${HOST}${PATH}?to=elsewhere`],
    [`${HOST}${PATH}#x`],
    [`${HOST}/services/../../admin`],
    [`${HOST}/workflows/T1/B1/XXXXXXXX`],
    [`${HOST}${PATH}/more`],
    ['https://169.254.169.254/latest/meta-data'],
    [`${HOST}/services/T00000000/B00000000/XXXX\nXXXX`],
    ['https://hooks-slack.com' + PATH],
    [''],
  ])('is not %j', (url) => {
    expect(slackUrlSchema.safeParse(url).success).toBe(false);
  });
});
