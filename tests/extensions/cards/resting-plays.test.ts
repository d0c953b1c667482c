import { Alert, EmptyState } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { makeAccount, makeRun } from './account.ts';
import { showCard } from './show-card.tsx';

const showAccount = (changes: Partial<AccountCardData>) => showCard(Plays, 'Tier 1', [makeAccount(changes)]);
const showRun = (...running: AccountCardData['running']) => showAccount({ plays: [], running });

test('the card says of each that is due why it waits', async () => {
  const resting = [
    { playId: 'surge', name: 'Catch the surge', why: 'snoozed until ⟦2026-12-03T12:00Z⟧' },
    { playId: 'sponsor', name: 'Sponsor alignment', why: 'running' },
  ];
  const card = await showAccount({ plays: [], resting, running: [makeRun()] });
  expect(card.find(EmptyState).props.title).toBe('No other play to start now');
  expect(card.screen()).toMatch(
    /These are due and wait\. .* "Catch the surge": snoozed until 3 Dec( 2026)? "Sponsor alignment": running/,
  );
  expect(card.screen()).not.toMatch(/Nothing to do|No play is due/);
  expect((await showAccount({ resting })).screen()).not.toContain('These are due and wait');
});

test('a run that the next request waits for says whose it is, and until when at most', async () => {
  const next = ['Ben Ode: demo or sales request "Contact sales" on ⟦2026-11-18T12:00Z⟧'];
  const card = await showRun(makeRun({ next }));
  expect(card.find(Alert, { variant: 'warning' }).props.title).toBe('The next request waits until this play has ended');
  expect(card.screen()).toMatch(
    /Ben Ode: demo or sales request "Contact sales" on 18 Nov( 2026)? It is offered here by itself as soon as the play reaches its aim or is stopped, at the latest after 1 Dec/,
  );
  expect((await showRun(makeRun())).screen()).not.toContain('The next request waits');
});
