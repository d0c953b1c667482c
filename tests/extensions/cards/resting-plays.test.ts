import { Accordion, Alert, EmptyState } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { readScreen } from '../text.ts';
import { makeAccount, makeRun } from './account.ts';
import { showCard } from './show-card.tsx';

const showAccount = (changes: Partial<AccountCardData>) => showCard(Plays, 'Tier 1', [makeAccount(changes)]);
const showRun = (...running: AccountCardData['running']) => showAccount({ plays: [], running });

test('the card says of each that is due why it waits', async () => {
  const resting = [
    { playId: 'surge', name: 'Catch the surge', why: 'snoozed until ⟦2026-12-03T12:00Z⟧' },
    { playId: 'sponsor', name: 'Sponsor alignment', why: 'waits for the open support ticket' },
  ];
  const card = await showAccount({ plays: [], resting, running: [makeRun()] });
  expect(card.find(EmptyState).props.title).toBe('No other play to start now');
  expect(card.screen()).toMatch(
    /These are due and wait\. .* "Catch the surge": snoozed until 3 Dec( 2026)? "Sponsor alignment": waits for the open support ticket/,
  );
  expect(card.screen()).not.toMatch(/Nothing to do|No play is due/);
});

test('below plays that are offered it is folded', async () => {
  const resting = [{ playId: 'surge', name: 'Catch the surge', why: 'waits: Ann Ruiz is in another play' }];
  const card = await showAccount({ resting });
  const folded = card.find(Accordion, (each) => each.props.title === 'Why not the others?');
  expect(readScreen(folded)).toContain('"Catch the surge": waits: Ann Ruiz is in another play');
  expect(card.screen()).toMatch(/Bring in the budget holder .*"Catch the surge": waits/);
  expect((await showAccount({})).maybeFind(Accordion, (each) => each.props.title === 'Why not the others?')).toBeNull();
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
