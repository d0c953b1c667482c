import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { inDays } from '../cards/account.ts';
import { borealis, kept, showTargetAccounts as show, zenith } from './show-target-accounts.tsx';

const full = { ...kept, open: { in: 1, up: 1, down: 0, out: 0 } };

/** What is called the next thing to do. */
const leading = (page: ReturnType<typeof show>): (string | null)[] =>
  [...page.findAll(Button), ...page.findAll(LoadingButton)]
    .filter(({ props }) => props.variant === 'primary')
    .map(({ text }) => text);

describe('the work of today', () => {
  test('leaves to be looked at one by one what speaks against itself, after what may be approved together', async () => {
    const down = { fromTier: 1, toTier: 2, marketing: null, sales: null, waitsFor: borealis.waitsFor } as const;
    const vega = {
      ...borealis,
      ...down,
      proposalId: 'p3',
      name: 'Vega',
      cautions: ['surging', 'open deal of $164,500'],
    };
    const page = show({
      list: full,
      queue: [vega, borealis, zenith],
      posts: { decide: { list: kept, done: 2, refusals: [] } },
    });
    await page.sees('Look before you approve Surging, open deal of $164,500');
    await page.sees('Then look at the other one below: approve or reject it.');
    const [one, two, three] = ['Borealis', 'Zenith', 'Vega'].map((name) => page.screen().indexOf(`${name} `));
    expect(one).toBeLessThan(two ?? 0);
    expect(two).toBeLessThan(three ?? 0);
    expect(page.screen().indexOf('Reject all 3')).toBeGreaterThan(three ?? 0);
    page.press('Approve these 2 for Marketing');
    await page.waitFor(() => expect(page.sent[0]?.body['proposalIds']).toEqual(['p1', 'p2']));
    const alone = show({ list: full, queue: [vega, { ...vega, proposalId: 'p4' }] });
    await alone.sees('Look at each of these 2, and approve or reject it.');
    expect(alone.findAll(LoadingButton, ({ text }) => text !== 'Export as CSV').map(({ text }) => text)).toEqual([
      'Approve for Marketing',
      'Approve for Marketing',
    ]);
    const first = show({ list: full, queue: [vega, borealis] });
    await first.sees('Begin with Borealis. Then look at the other one below: approve or reject it.');
    expect(leading(first)).toEqual(['Approve for Marketing']);
  });

  test('has one thing to do first on the page: the proposals, or the refresh once it is due', async () => {
    const page = show({ list: full, queue: [borealis, zenith] });
    await page.sees('Zenith');
    expect(leading(page)).toEqual(['Approve these 2 for Marketing']);
    const due = { lastAt: null, dueAt: inDays(-1), isDue: true, decided: 0 };
    const late = show({ list: { ...full, refresh: due }, queue: [borealis, zenith] });
    await late.sees('Zenith');
    expect(leading(late)).toEqual(['Start the quarterly refresh']);
  });

  test.each([
    [15, false],
    [14, true],
  ])('stands above the quarterly refresh until that is due within two weeks: in %d days', async (days, isAbove) => {
    const refresh = { lastAt: null, dueAt: inDays(days), isDue: false, decided: 0 };
    const page = show({ list: { ...full, refresh }, queue: [borealis] });
    await page.sees('Borealis');
    const offer = page.screen().indexOf('Start the quarterly refresh');
    expect(offer < page.screen().indexOf('Proposals (2)')).toBe(isAbove);
  });
});
