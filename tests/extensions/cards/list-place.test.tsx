import { Alert, Button, Form, LoadingButton, Select, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { AccountStanding } from '../../../extensions/app/cards/standing/account-standing.tsx';
import type { AccountCardData, CardListPlace, CardProposal } from '../../../extensions/app/cards/card-data.ts';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { inDays, makeAccount, makePlay } from './account.ts';
import { showCard } from './show-card.tsx';

const proposal: CardProposal = {
  proposalId: 'proposal-1',
  fromTier: null,
  toTier: 3,
  reason: 'They asked us at the fair',
  by: 'Ava Stone',
  isMine: true,
  proposedAt: inDays(-2),
  expiresAt: inDays(12),
  keys: [
    { side: 'marketing', turnedBy: 'Mia Marks', holders: ['Mia Marks'] },
    { side: 'sales', turnedBy: null, holders: ['Sam Sells', 'Jo Li'] },
  ],
};

const SCORED = 'Tier 1: rank 7 of 22 seats';

const tiers: CardListPlace['tiers'] = [
  { tier: 1, held: 22, seats: 22 },
  { tier: 2, held: 10, seats: 150 },
  { tier: 3, held: 0, seats: 1_000 },
];
const off = (list: Partial<CardListPlace> = {}, changes: Partial<AccountCardData> = {}): AccountCardData =>
  makeAccount({
    state: 'not_target',
    tier: { value: null, reason: 'not eligible: fit 22 < 30' },
    list: { provisional: false, proposal: null, turnedDown: null, grounds: [], tiers, ...list },
    plays: [],
    ...changes,
  });
const show = (...answers: AccountCardData[]) => showCard(AccountStanding, 'target account list', answers);

describe('an account that is not on the target account list', () => {
  test('says why, and is proposed with one click where something speaks for it', async () => {
    const grounds = ['+12 engagement in a week', 'Decision maker active'];
    const card = await show(off({ grounds }), off({ proposal }));
    expect(card.screen()).toContain(
      'Not on the target account list Why: fit 22, and a tier asks for at least 30 Propose it for',
    );
    const button = card.find(LoadingButton);
    expect(button).toMatchObject({
      text: 'Propose it',
      props: { variant: 'primary', disabled: false, type: 'submit' },
    });
    card.find(Form).trigger('onSubmit');
    await card.sees('Proposed for Tier 3');
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/list/propose',
      body: { companyId: '42', tier: 3, reason: '+12 engagement in a week, Decision maker active' },
    });
  });

  test('is told that a tier is full before it is proposed for it', async () => {
    const card = await show(off());
    expect(card.screen()).not.toContain('holds');
    card.find(Select).trigger('onChange', 1 as never);
    await card.sees(
      'It can be approved all the same, and no account loses its seat at once. The tier stays over its seats until the scores move down, or propose to, its lowest ranked account whose minimum stay is over.',
    );
    expect(card.findAll(Alert).map(({ props }) => props.title)).toContain(
      'Tier 1 holds 22 of 22 seats: this account would be the 23rd',
    );
  });

  test('is not proposed where the model excludes it', async () => {
    expect((await show(off({ tiers: [] }))).findAll(Form)).toEqual([]);
  });

  test('words a place among the others as the standing does', async () => {
    const reason = 'no tier: ranked 1,030th for 1,000 Tier 3 seats';
    const card = await show({ ...off(), tier: { value: null, reason } });
    expect(card.screen()).toContain('Why: no seat is free: ranked 1,030th for 1,000 Tier 3 seats');
    const held = await show({
      ...off(),
      tier: { value: null, reason: 'no tier: ranked 78th for Tier 3, but its 300 seats are held' },
    });
    expect(held.screen()).toContain('Why: no seat is free: ranked 78th for Tier 3, but its 300 seats are held');
  });

  test('asks for the reason where nothing speaks for it yet', async () => {
    const card = await show(off(), off({ proposal }));
    expect(card.find(LoadingButton).props.disabled).toBe(true);
    card.find(TextArea).trigger('onInput', 'Their board knows ours' as never);
    await card.waitFor(() => expect(card.find(LoadingButton).props.disabled).toBe(false));
    card.find(Form).trigger('onSubmit');
    await card.sees('Proposed for Tier 3');
    expect(card.requests[1]?.body).toMatchObject({ reason: 'Their board knows ours' });
  });

  test('opens the form with a click where the card has another first action', async () => {
    const card = await showCard(Plays, 'target account list', [off()]);
    const button = card.findAll(Button).find(({ text }) => text === 'Propose it');
    expect(button?.props.variant).not.toBe('primary');
    button?.trigger('onClick');
    await card.sees('Why it should be on the list');
    const submit = card.findAll(LoadingButton).find(({ text }) => text === 'Propose it');
    expect(submit?.props.variant).toBe('secondary');
  });

  test('folds the form while a play is due there all the same', async () => {
    const card = await show(off({}, { plays: [makePlay()] }));
    expect(card.findAll(Form)).toEqual([]);
    expect(card.findAll(LoadingButton).map(({ text, props }) => [text, props.variant])).toEqual([
      ['Start play 1', 'secondary'],
    ]);
    expect(card.find(Button, (button) => button.text === 'Propose it').props.variant).not.toBe('primary');
  });

  test('of a provisional list says what comes first, and offers nothing', async () => {
    const card = await show(off({ provisional: true }));
    expect(card.screen()).toContain(
      'The list is provisional: until it is approved, scores and the seats of each tier alone decide who is on it.',
    );
    expect(card.maybeFind(LoadingButton)).toBeNull();
  });

  test('says who said no, when and why, and that time ran out', async () => {
    const no = { side: 'sales', reason: 'No budget this year', at: inDays(-19) } as const;
    expect((await show(off({ turnedDown: no }))).screen()).toContain('Sales said no on 3 Nov: No budget this year');
    const over = { side: null, reason: null, at: inDays(-19) };
    expect((await show(off({ turnedDown: over }))).screen()).toContain(
      'The last proposal closed on 3 Nov without both approvals.',
    );
  });

  test('shows no button to who may not act', async () => {
    for (const list of [{}, { proposal }]) {
      const card = await show(off(list, { may: { act: false, ownedBy: 'Sam Sells' } }));
      expect(card.screen()).toContain('You can look but not act here: Sam Sells owns this company.');
      expect(card.maybeFind(LoadingButton)).toBeNull();
    }
  });
});

describe('a proposal about an account', () => {
  test('says who proposed what, why, whose key is turned and who is waited for', async () => {
    const card = await show(off({ proposal }));
    expect(card.screen()).toContain(
      "Proposed for Tier 3 Ava Stone: They asked us at the fair 2 days ago Marketing: approved by Mia Marks ✓ Sales: not approved yet, up to Sam Sells or Jo Li To be decided on the app's page Target accounts. Closes on 4 Dec if nobody does. Withdraw",
    );
  });

  test('is withdrawn by who made it, and by nobody else', async () => {
    const card = await show(off({ proposal }), off());
    card.find(LoadingButton).trigger('onClick');
    await card.sees('Propose it for');
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/list/withdraw',
      body: { companyId: '42', proposalId: 'proposal-1' },
    });
    const theirs = await show(off({ proposal: { ...proposal, isMine: false } }));
    expect(theirs.maybeFind(LoadingButton)).toBeNull();
  });

  test('of an account on the list says where it would go, and by whom', async () => {
    const move: CardProposal = { ...proposal, fromTier: 2, toTier: 1, by: null, isMine: false, reason: SCORED };
    const keys = proposal.keys.map((key) => ({ ...key, turnedBy: null, holders: [] }));
    const list = { provisional: false, proposal: { ...move, keys }, turnedDown: null, grounds: [], tiers: [] };
    const card = await showCard(AccountStanding, 'Proposed', [makeAccount({ list })]);
    expect(card.screen()).toContain('Proposed: Tier 2 → Tier 1 The scores: rank 7 of 22 seats');
    expect(card.screen()).toContain("Sales: nobody holds this key yet, an admin gives it in the app's settings");
    expect(card.screen()).not.toContain('Not on the target account list');
    const out = { ...list, proposal: { ...move, toTier: null } };
    const leaving = await showCard(AccountStanding, 'Proposed', [makeAccount({ list: out })]);
    expect(leaving.screen()).toContain('Proposed: Tier 2 → off the list');
  });
});
