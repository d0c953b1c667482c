import { EmptyState, ErrorState, Input, Link, LoadingSpinner, TableCell, TableHeader } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { acme, kept, showTargetAccounts as show } from './show-target-accounts.tsx';

describe('the target accounts', () => {
  test('begin with Tier 1, one row an account with its reason, scores, owner, next play and keys', async () => {
    const page = show({});
    expect(page.find(LoadingSpinner).props.label).toBe('Reading the target account list');
    await page.sees('Acme');
    expect(page.cells().join(' | ')).toBe(
      'Acme Engaged · Ava Stone | Tier 1 rank 7 of 25 seats; ranked mostly by fit 82 and engagement 64 | 82 | 64 | 0 | 58 | Bring in the budget holder | –',
    );
    expect(page.asked.map((query) => query.get('tier'))).toEqual(['1']);
    expect(page.findAll(Link).map(({ props }) => props.href)).toContain('/contacts/42/record/0-2/20000001');
  });

  test('say unknown of a score that is not known, and which keys are turned', async () => {
    const keys = { state: 'waiting', to: 2, marketing: true, sales: false } as const;
    const account = { ...acme, tier: null, stage: null, fit: null, coverage: null, nextPlay: null, owner: null, keys };
    const page = show({ accounts: () => ({ accounts: [account], next: null }) });
    await page.sees('Acme');
    expect(page.cells().join(' | ')).toBe(
      'Acme stage unknown · no owner | No tier rank 7 of 25 seats; ranked mostly by fit 82 and engagement 64 | unknown | 64 | 0 | unknown | none now Why none for Acme | to Tier 2: approved by Marketing',
    );
  });

  test('lead from an account without a play to its record, which says why', async () => {
    const orbis = { ...acme, id: '20000002', name: 'Orbis' };
    const accounts = [acme, orbis].map((account) => ({ ...account, nextPlay: null }));
    const page = show({ accounts: () => ({ accounts, next: null }) });
    await page.sees('Acme');
    const why = (name: string) => page.find(Link, ({ text }) => text === `Why none for ${name}`).props.href;
    expect(why('Acme')).toBe('/contacts/42/record/0-2/20000001');
    expect(why('Orbis')).toBe('/contacts/42/record/0-2/20000002');
  });

  test('say why an account is still where it is, and why the ranks of a tier have gaps', async () => {
    const tierReason =
      'Tier 1 until marketing and sales approve a change; the scores say Tier 2: ranked 29th for 25 Tier 1 seats';
    const list = { ...kept, open: { in: 0, up: 1, down: 0, out: 0 } };
    const page = show({ list, accounts: () => ({ accounts: [{ ...acme, tierReason }], next: null }) });
    await page.sees('Tier 1 the scores say Tier 2: ranked 29th for 25 Tier 1 seats');
    expect(page.screen()).toContain(
      'A missing rank belongs to an account that is still waiting: for approval, or for a seat that another account keeps',
    );
    page.find(Input).trigger('onChange', 'ac' as never);
    await page.waitFor(() => expect(page.screen()).not.toContain('A missing rank'));
    const settled = show({ list: kept });
    await settled.sees('Acme');
    expect(settled.screen()).not.toContain('A missing rank');
  });

  test.each([
    // As it was worded until the tiers are worked out anew.
    ['Tier 1 until both keys say otherwise; the scores say not eligible: fit 22 < 30', 'the scores say not eligible'],
    ['Tier 2: ranked 27th for 1,000 Tier 1 seats', 'ranked 27th for 1,000 Tier 1 seats'],
    ['Tier 2: ranked 1st for Tier 1, but its 1 seat is held', 'ranked 1st for Tier 1, but its 1 seat is held'],
    [
      'Tier 2: rank 44 of 150 seats; fit 64 < 70 for Tier 1',
      'rank 44 of 150 seats; fit 64, and Tier 1 asks for at least 70',
    ],
    ['no tier: ranked 78th for 60 Tier 3 seats', 'no seat is free: ranked 78th for 60 Tier 3 seats'],
    ['not eligible: fit 22 < 30', 'not eligible: fit 22, and a tier asks for at least 30'],
    [
      'Tier 1: fit 68 < 70; it keeps its seat for its first 30 days',
      'fit 68, and the tier asks for at least 70; it keeps its seat for its first 30 days',
    ],
  ])('say in plain words: %s', async (tierReason, words) => {
    const page = show({ accounts: () => ({ accounts: [{ ...acme, tierReason }], next: null }) });
    await page.sees(`Tier 1 ${words}`);
  });

  test('head their figures as they are aligned', async () => {
    const page = show({});
    await page.sees('Acme');
    const heads = page.findAll(TableHeader).map(({ props }) => props.align);
    expect(heads).toContain('right');
    expect(page.findAll(TableCell).map(({ props }) => props.align ?? 'left')).toEqual(heads);
  });

  test('go on to the next page and back, and begin anew where they are narrowed', async () => {
    const page = show({
      accounts: (query) =>
        query.get('after') === 'c2'
          ? { accounts: [{ ...acme, name: 'Zenith' }], next: null }
          : { accounts: [acme], next: 'c2' },
    });
    await page.sees('Acme');
    page.press('Next');
    await page.sees('Zenith');
    page.press('Previous');
    await page.sees('Acme');
    page.press('Next');
    await page.sees('Zenith');
    page.choose('gap', 'CHAMPION');
    await page.sees('Acme');
    page.find(Input).trigger('onChange', 'ac' as never);
    page.choose('watch', 'surging');
    await page.waitFor(() => expect(page.asked.at(-1)?.get('watch')).toBe('surging'));
    const filter = { tier: '1', stage: '', owner: '', gap: 'CHAMPION', watch: 'surging', text: 'ac' };
    expect(Object.fromEntries(page.asked.at(-1) ?? [])).toEqual({ ...filter, sort: 'rank', reversed: '', after: '' });
  });

  test('are sorted by a column, and turned round by choosing it again', async () => {
    const page = show({});
    await page.sees('Acme');
    const head = (label: string) => page.find(TableHeader, ({ text }) => text === label);
    const directionOf = (label: string) => head(label).props.sortDirection;
    expect(directionOf('Tier and why')).toBe('ascending');
    expect(directionOf('Fit')).toBe('none');
    for (const [label, direction, asked] of [
      ['Fit', 'descending', { sort: 'fit', reversed: '' }],
      ['Fit', 'ascending', { sort: 'fit', reversed: 'yes' }],
      ['Coverage', 'ascending', { sort: 'coverage', reversed: '' }],
    ] as const) {
      head(label).trigger('onSortChange' as never, 'ascending' as never);
      await page.waitFor(() => expect(Object.fromEntries(page.asked.at(-1) ?? [])).toMatchObject(asked));
      await page.waitFor(() => expect(directionOf(label)).toBe(direction));
    }
    expect(directionOf('Fit')).toBe('none');
  });

  test('say what to do where there is none', async () => {
    const page = show({ accounts: () => ({ accounts: [], next: null }) });
    await page.sees('No account holds Tier 1 now. Choose “All accounts” to see who comes closest, and why.');
    expect(page.find(EmptyState).props.title).toBe('No account here');
    page.choose('stage', 'engaged');
    await page.sees('No account matches these filters.');
  });

  test('that cannot be read say why, and a retry reads them', async () => {
    let isDown = true;
    const page = show({
      accounts: () => (isDown ? new Error('Try again in a minute.') : { accounts: [acme], next: null }),
    });
    await page.sees('Try again in a minute.');
    expect(page.find(ErrorState).props.title).toBe('The accounts could not be read');
    isDown = false;
    page.press('Try again');
    await page.sees('Acme');
  });

  test('are exported as they are filtered, by a link that says how long it works, and anew once it does not', async () => {
    const url = 'https://app.example/file.csv';
    const posts: Record<string, unknown> = { 'export-link': { url, until: '2026-11-23T12:10:00.000Z' } };
    const page = show({ posts });
    await page.sees('Acme');
    page.choose('tier', '');
    await page.sees('Acme');
    page.press('Export as CSV');
    await page.sees('The link works until 23 Nov 2026, 12:10 UTC, for anyone who has it.');
    expect(page.sent).toMatchObject([{ action: 'export-link', body: { tier: '', sort: 'rank' } }]);
    const link = () => page.find(Link, ({ text }) => text === 'Download the file').props.href;
    expect(link()).toEqual({ url, external: true });
    posts['export-link'] = { url: `${url}2`, until: '2026-11-23T12:25:00.000Z' };
    page.press('Prepare it again');
    await page.sees('12:25 UTC');
    expect(link()).toEqual({ url: `${url}2`, external: true });
    page.choose('tier', '2');
    await page.sees('Export as CSV');
    expect(page.screen()).not.toContain('Download the file');
  });
});
