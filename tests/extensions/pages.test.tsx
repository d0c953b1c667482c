import {
  Button,
  EmptyState,
  ErrorState,
  Link,
  LoadingSpinner,
  Select,
  TableCell,
  TableHeader,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import React from 'react';
import { describe, expect, test } from 'vitest';
import type { AccountsPageData, ListedAccount } from '../../extensions/app/pages/accounts-page-data.ts';
import { TargetAccounts } from '../../extensions/app/pages/target-accounts.tsx';
import { readScreen } from './text.ts';

function makeListed(name: string, changes: Partial<ListedAccount> = {}): ListedAccount {
  return {
    id: name,
    name,
    tier: 1,
    tierReason: 'Tier 1: rank 7 of 25 seats',
    stage: 'Engaged',
    fit: 82,
    engagement: 64,
    intent: 0,
    coverage: 58,
    nextPlay: 'Bring in the budget holder',
    ...changes,
  };
}

type Page = AccountsPageData | Error | 'never';

/** Renders the page against answers by "tier/after". */
function show(pages: Record<string, Page>) {
  const asked: string[] = [];
  const load = async (tier: string, after: string | null): Promise<AccountsPageData> => {
    const key = `${tier}/${after ?? ''}`;
    asked.push(key);
    const page = pages[key];
    if (page === 'never') return new Promise(() => undefined);
    if (page === undefined || page instanceof Error) throw page ?? new Error(`nothing is served for ${key}`);
    return page;
  };
  const renderer = createRenderer('pages');
  renderer.render(<TargetAccounts portalId={42} load={load} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string): void => renderer.find(Button, (button) => button.text === text).trigger('onClick');
  /** The words of each cell, whatever they are wrapped in. */
  const cells = (): string[] => renderer.findAll(TableCell).map((cell) => readScreen(cell as never));
  return { ...renderer, asked, screen, sees, press, cells };
}

const firstPage = { accounts: [makeListed('Acme')], next: 'c2' };

describe('the target accounts', () => {
  test('begin with Tier 1, one row an account with its reason, scores and next play', async () => {
    const page = show({ '1/': firstPage });
    expect(page.find(LoadingSpinner).props.label).toBe('Reading the accounts');
    await page.sees('Acme');
    expect(page.cells().join(' | ')).toBe(
      'Acme | Tier 1 | Tier 1: rank 7 of 25 seats | Engaged | 82 | 64 | 0 | 58 | Bring in the budget holder',
    );
  });

  test('an unknown score reads unknown, not 0', async () => {
    const unknown = makeListed('Nobody', { tier: null, stage: null, fit: null, coverage: null, nextPlay: null });
    const page = show({ '1/': { accounts: [unknown], next: null } });
    await page.sees('Nobody');
    expect(page.cells().join(' | ')).toBe(
      'Nobody | none | Tier 1: rank 7 of 25 seats | unknown | unknown | 64 | 0 | unknown | none due',
    );
  });

  test('lead to the record of each account', async () => {
    const page = show({ '1/': { accounts: [makeListed('Acme', { id: '20000001' })], next: null } });
    await page.sees('Acme');
    expect(page.find(Link).props.href).toBe('/contacts/42/record/0-2/20000001');
  });

  test('head their figures as they are aligned', async () => {
    const page = show({ '1/': firstPage });
    await page.sees('Acme');
    const heads = page.findAll(TableHeader).map(({ props }) => props.align);
    expect(heads).toContain('right');
    expect(page.findAll(TableCell).map(({ props }) => props.align ?? 'left')).toEqual(heads);
  });

  test('go on to the next page and back', async () => {
    const page = show({ '1/': firstPage, '1/c2': { accounts: [makeListed('Zenith')], next: null } });
    await page.sees('Acme');
    page.press('Next');
    await page.sees('Zenith');
    expect(page.find(Button, (button) => button.text === 'Next').props.disabled).toBe(true);
    page.press('Previous');
    await page.sees('Acme');
    expect(page.asked).toEqual(['1/', '1/c2', '1/']);
  });

  test('of another tier begin at its first page', async () => {
    const page = show({
      '1/': firstPage,
      '1/c2': { accounts: [makeListed('Zenith')], next: null },
      '2/': { accounts: [makeListed('Borealis', { tier: 2 })], next: null },
    });
    await page.sees('Acme');
    page.press('Next');
    await page.sees('Zenith');
    page.find(Select).trigger('onChange', '2' as never);
    await page.sees('Borealis');
    expect(page.asked.at(-1)).toBe('2/');
  });

  test('say what to do where a tier is empty', async () => {
    const page = show({ '1/': { accounts: [], next: null } });
    await page.sees('No account holds Tier 1 now. See all tiers to learn why.');
    expect(page.find(EmptyState).props.title).toBe('No account here yet');
  });

  test('that cannot be read say why, and a retry reads them', async () => {
    const pages: Record<string, Page> = { '1/': new Error('Try again in a minute.') };
    const page = show(pages);
    await page.sees('Try again in a minute.');
    expect(page.find(ErrorState).props.title).toBe('The accounts could not be read');
    pages['1/'] = firstPage;
    page.press('Try again');
    await page.sees('Acme');
  });
});
