import { Button, EmptyState, Form, Input, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { IcpData } from '../../../extensions/app/settings/model/model-icp-data.ts';
import { data, drafted, ready } from './models.ts';
import { active, showSettings } from './show-settings.tsx';

const MODEL = 'GET /api/settings/model';
const PREVIEW = 'GET /api/settings/model/preview';
const ICP = 'GET /api/settings/model/icp';
const TAKE = 'POST /api/settings/model/icp/take';
const PAST = 'GET /api/settings/model/score-on';

describe('ideal customers', () => {
  const signal: IcpData = {
    success: 'won',
    n: 240,
    wins: 100,
    verdict: 'signal',
    summary: '100 won and 140 lost accounts: some attributes tell them apart.',
    looked: ['Industry', 'Country'],
    auc: { value: 0.76, low: 0.69, high: 0.82 },
    deciles: [{ decile: 1, n: 24, wins: 19, low: 0.6, high: 0.91, lift: 1.9 }],
    suggestions: [
      {
        property: 'industry',
        label: 'Industry',
        criterion: { id: 'learned_industry', label: 'Industry', property: 'industry', bands: [] },
        buckets: [{ label: 'Retail', n: 60, wins: 53, low: 0.72, high: 0.96, points: 55 }],
        replaces: 'Sector',
        inDraft: false,
      },
    ],
  };

  test('show each suggestion with n, rate, interval and points, and are taken into a draft by a click', async () => {
    const [suggestion] = signal.suggestions;
    const taken = { ...signal, suggestions: [{ ...suggestion, inDraft: true, replaces: null }] };
    const settings = showSettings([active], {
      [ICP]: [signal],
      [TAKE]: [taken],
      [MODEL]: [drafted],
      [PREVIEW]: [ready],
    });
    await settings.open('icp');
    await settings.sees('Retail 53 of 60 88% (72% to 96%) +55');
    for (const words of [
      '76% of the time (95% interval: 69% to 82%',
      'replaces "Sector"',
      '1.9 times',
      'Looked at: Industry, Country.',
    ]) {
      expect(settings.screen()).toContain(words);
    }
    settings.press('Take into a draft');
    await settings.sees('In the draft');
    expect(settings.sent()[0]?.body).toMatchObject({ property: 'industry', success: 'won' });
    settings.press('See what it would change');
    await settings.sees('Draft: version 2');
  });

  test.each([
    ['no_signal', 'Your closed deals show no reliable pattern yet.', 'keep the fit criteria your team agreed on'],
    [
      'too_few',
      'Too few closed deals to learn from: 3 won and 9 lost accounts, 20 of each are needed.',
      'keep the fit criteria of the model in use until more deals have closed',
    ],
  ] as const)('say plainly where nothing is suggested: %s', async (verdict, summary, words) => {
    const none = { ...signal, verdict, summary, suggestions: [], auc: null, deciles: [] };
    const settings = showSettings([active], { [ICP]: [none] });
    await settings.open('icp');
    await settings.sees(words);
    expect(settings.find(EmptyState).props.title).toBe(summary);
    expect(settings.screen()).toMatch(
      /: \d+ succeeded \(\d+%\), \d+ did not\. An account with both counts once in each\./,
    );
    expect(settings.findAll(LoadingButton)).toEqual([]);
  });

  test('that cannot be learnt say why', async () => {
    const settings = showSettings([active], { [ICP]: ['unreachable', signal] });
    await settings.open('icp');
    await settings.sees('Your closed deals could not be read');
    settings.press('Try again');
    await settings.sees('Retail');
  });
});

test('the score of an earlier day is shown as recorded and as recomputed, with its reasons', async () => {
  const found = {
    name: 'Acme',
    at: '2026-09-01T23:59:59.999Z',
    modelVersion: 1,
    scores: [
      { score: 'engagement', total: 29, recorded: 31, reasons: [{ label: 'Ann Ruiz: demo request', points: 29 }] },
    ],
    recorded: { modelVersion: 1, tier: 2, stage: 'engaged', at: '2026-08-30T02:15:00.000Z' },
  };
  const settings = showSettings([active], { [MODEL]: [data], [PAST]: [found] });
  await settings.open('model');
  await settings.sees('What an account scored on an earlier day');
  expect(settings.screen()).toContain('Activities are kept for 400 days');
  const type = (name: string, text: string): void =>
    settings.find(Input, ({ props }) => props.name === name).trigger('onChange', text as never);
  type('company', ' 101 ');
  type('day', '2026-09-01');
  await settings.waitFor(() =>
    expect(settings.find(LoadingButton, ({ text }) => text === 'Recompute').props.disabled).toBe(false),
  );
  settings.find(Form).trigger('onSubmit', {} as never);
  await settings.sees('Acme at the end of 1 Sept 2026 Recorded then: Tier 2, Engaged, by version 1 of the model.');
  expect(settings.screen()).toContain('Engagement 31 29 +29 Ann Ruiz: demo request');
  const asked = settings.requests.find(({ url }) => url.includes('score-on'));
  expect(asked?.url).toContain('companyId=101&day=2026-09-01&model=then');
  expect(settings.findAll(Button).map(({ text }) => text)).not.toContain('Try again');
});
