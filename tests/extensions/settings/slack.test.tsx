import { Checkbox, Form, Input, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { SlackData } from '../../../extensions/app/settings/access/slack-data.ts';
import { inDays } from '../cards/account.ts';
import { active, showSettings } from './show-settings.tsx';

const READ = 'GET /api/settings/slack';
const CONNECT = 'POST /api/settings/slack/connect';
const KINDS = 'POST /api/settings/slack/kinds';
const TEST = 'POST /api/settings/slack/test';
const DISCONNECT = 'POST /api/settings/slack/disconnect';
const URL_GIVEN = 'https://hooks.slack.com/services/T1/B1/abcdefghWXYZ';
const OFF = { surges: false, proposals: false, tiers: false, plays: false };
const none: SlackData = {
  channel: null,
  kinds: OFF,
  report: { written: 0, waiting: 0, held: 0, failed: 0, mostADay: 200 },
  mayChange: true,
  askWhom: null,
};
const channel = { ending: 'WXYZ', connectedAt: inDays(-3), connectedBy: 'ava@vendor.example', stopped: null };
const connected: SlackData = { ...none, channel };

async function show(answers: Record<string, unknown[]>) {
  const page = showSettings([active], answers);
  await page.open('slack');
  await page.sees('Send updates to a Slack channel');
  return page;
}

describe('the Slack settings', () => {
  test('ask for a webhook, say what goes there, and are off by default once it is connected', async () => {
    const page = await show({ [READ]: [none], [CONNECT]: [connected] });
    expect(page.screen()).toContain('It gets no contact names or email addresses.');
    expect(page.screen()).toContain('Nothing to do: Slack is optional.');
    expect(page.findAll(Checkbox)).toEqual([]);
    expect(page.find(Input).props.type).toBe('password');
    expect(page.find(LoadingButton).props.disabled).toBe(true);
    page.find(Input).trigger('onInput', ` ${URL_GIVEN} ` as never);
    await page.waitFor(() => expect(page.find(LoadingButton).props.disabled).toBe(false));
    page.find(Form).trigger('onSubmit');
    await page.sees('Connected to the webhook that ends with WXYZ');
    expect(page.sent().map(({ body }) => body)).toEqual([{ url: URL_GIVEN }]);
    expect(page.findAll(Checkbox).map(({ props }) => props.checked)).toEqual([false, false, false, false]);
    expect(page.screen()).toContain('Tick what to send, then save: nothing is sent yet.');
    expect(page.screen()).not.toContain('abcdefgh');
  });

  test('say at the field what is wrong with an address', async () => {
    const problem = 'must be the URL of an incoming webhook: https://hooks.slack.com/services/…';
    const error = { code: 'INVALID_INPUT', message: 'Check url.', faults: [{ field: 'url', problem }] };
    const page = await show({ [READ]: [none], [CONNECT]: [{ status: 400, body: { error } }] });
    page.find(Input).trigger('onInput', 'https://evil.example' as never);
    await page.waitFor(() => expect(page.find(LoadingButton).props.disabled).toBe(false));
    page.find(Form).trigger('onSubmit');
    await page.waitFor(() => expect(page.find(Input).props.validationMessage).toBe(problem));
  });

  test('say what a choice does before it is saved', async () => {
    const kinds = { ...OFF, surges: true };
    const report = { ...none.report, written: 3, waiting: 1, held: 2, failed: 1 };
    const page = await show({ [READ]: [connected], [KINDS]: [{ ...connected, kinds, report }] });
    page.findAll(Checkbox)[0]?.trigger('onChange', true as never);
    await page.sees('at most 200 accounts in 24 hours, several in one message');
    expect(page.sent()).toEqual([]);
    page.press('Save');
    await page.sees('In the last seven days: messages about 3 accounts sent, 1 waiting.');
    expect(page.screen()).toContain('Nothing to do: the channel gets messages about surges.');
    expect(page.screen()).toContain('2 were not sent, because there were too many in a day. 1 was given up.');
    expect(page.sent().map(({ body }) => body)).toEqual([{ kinds }]);
  });

  test.each([
    [{ result: 'sent', reason: '' }, 'Sent: check the channel.'],
    [{ result: 'later', reason: 'rate_limited' }, 'Try again in a minute.'],
    [{ result: 'unclear', reason: '' }, 'The message may have arrived'],
    [{ result: 'refused', reason: 'invalid_payload' }, 'Slack did not accept it: invalid_payload.'],
    [{ result: 'gone', reason: 'channel_is_archived' }, 'Slack did not accept it: the channel is archived.'],
  ])('tell what became of a test message: %j', async (tested, sentence) => {
    const page = await show({ [READ]: [connected], [TEST]: [{ ...connected, tested }] });
    page.press('Send a test message');
    await page.sees(sentence);
    expect(page.sent().map(({ body }) => Object.keys(body as object))).toEqual([['requestId']]);
  });

  test('say that Slack takes nothing more, and why, and take another channel', async () => {
    const stopped = { at: inDays(-1), reason: 'no_service' };
    const page = await show({ [READ]: [{ ...connected, channel: { ...channel, stopped } }] });
    expect(page.screen()).toContain(
      'Slack no longer accepts messages: the webhook was removed or its app was uninstalled',
    );
    expect(page.findAll(LoadingButton).map(({ text }) => text)).toEqual(['Connect another channel', 'Save']);
  });

  test('disconnect after a question', async () => {
    const page = await show({ [READ]: [connected], [DISCONNECT]: [none] });
    page.press('Disconnect');
    await page.sees('Nothing more is sent, and Roundtable forgets the webhook.');
    expect(page.sent()).toEqual([]);
    page.press('Disconnect it');
    await page.sees('URL of an incoming webhook');
  });

  test('show others what is chosen, with no way to change it', async () => {
    const page = await show({ [READ]: [{ ...connected, mayChange: false, askWhom: 'ava@vendor.example' }] });
    await page.sees('You can look but not change this. Ask ava@vendor.example');
    expect(page.findAll(Checkbox).every(({ props }) => props.readOnly)).toBe(true);
    expect(page.findAll(LoadingButton)).toEqual([]);
    expect(page.findAll(Form)).toEqual([]);
  });
});
