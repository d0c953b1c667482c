import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { CrmActionButton, CrmActionLink } from '@hubspot/ui-extensions/crm';
import { describe, expect, test } from 'vitest';
import type { AccountCardData, CardRole } from '../../../extensions/app/cards/card-data.ts';
import { AccountBrief } from '../../../extensions/app/cards/brief/account-brief.tsx';
import { Committee } from '../../../extensions/app/cards/committee/committee.tsx';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { AccountStanding } from '../../../extensions/app/cards/standing/account-standing.tsx';
import { ana, makeAccount, okafor } from './account.ts';
import { showCard } from './show-card.tsx';

const showAccount = (changes: Partial<AccountCardData> = {}) => showCard(Committee, 'Coverage', [makeAccount(changes)]);
type Card = Awaited<ReturnType<typeof showAccount>>;

const [legal, budget, decision] = makeAccount().roles as [CardRole, CardRole, CardRole];
const sponsor: CardRole = { ...legal, role: 'EXECUTIVE_SPONSOR', label: 'Executive sponsor' };
const champion: CardRole = { ...budget, role: 'CHAMPION', label: 'Champion', people: [{ ...okafor, name: 'Jo Li' }] };
const noSponsor = {
  id: 'tier1_no_sponsor',
  sentence: 'Tier 1 account without an executive sponsor',
  role: sponsor.role,
};

const primaries = (card: Card): (string | null)[] =>
  [
    ...card.findAll(Button, { variant: 'primary' }),
    ...card.findAll(LoadingButton, { variant: 'primary' }),
    ...card.findAll(CrmActionButton, { variant: 'primary' }),
  ].map(({ text }) => text);

describe('what to do first about the committee', () => {
  test('is said under the risks with the one primary button, and not asked again in its row', async () => {
    const card = await showAccount();
    expect(card.screen()).toMatch(
      /^Risk: .+€40,000 First: confirm M\. Okafor \(VP Finance\) as budget holder Suggested by job title, 60% sure\. Is that right\? Yes, budget holder No, not budget holder Tier 1/,
    );
    expect(primaries(card)).toEqual(['Yes, budget holder']);
    expect(card.screen()).toContain('Suggested by job title, 60% sure Asked at the top of this card. Engaged Decision');
  });

  test.each<[string, Partial<AccountCardData>, string[]]>([
    [
      'a role of which a risk speaks before the others',
      { roles: [legal, champion, sponsor], risks: [noSponsor] },
      ['Find in contacts'],
    ],
    [
      'of two such roles the one that a yes settles',
      { roles: [sponsor, budget], risks: [noSponsor, { ...noSponsor, role: budget.role }] },
      ['Yes, budget holder'],
    ],
    ['a suggestion before somebody who is to be found', { roles: [legal, champion], risks: [] }, ['Yes, champion']],
    ['whom to find where nothing is suggested', { roles: [legal, decision], risks: [] }, ['Find in contacts']],
    [
      'nothing where every required role is held',
      { roles: [decision, { ...champion, required: false }], risks: [] },
      [],
    ],
    [
      'nothing of one who is no contact yet',
      { roles: [{ ...legal, state: 'placeholder', placeholder: 'Jo' }], risks: [] },
      [],
    ],
    ['nothing of who may not act', { may: { act: false, ownedBy: 'Sam Sells' } }, []],
  ])('is %s', async (_, changes, names) => {
    expect(primaries(await showAccount(changes))).toEqual(names);
  });

  test('asks of several who are suggested about one whose mail arrives', async () => {
    const people = [
      { ...okafor, bounced: true },
      { ...okafor, contactId: '13', name: 'Jo Li', title: null },
    ];
    const card = await showAccount({ roles: [{ ...budget, people }] });
    expect(card.screen()).toContain('First: confirm Jo Li as budget holder');
  });

  test('whom to find opens HubSpot’s own panel, which its row does not offer again', async () => {
    const card = await showAccount({ roles: [legal, decision] });
    expect(card.find(CrmActionButton).props).toMatchObject({
      actionType: 'OPEN_RECORD_ASSOCIATION_FORM',
      actionContext: { objectTypeId: '0-1', association: { objectTypeId: '0-2', objectId: 42 } },
    });
    expect(card.maybeFind(CrmActionLink)).toBeNull();
    expect(card.screen()).toContain('First: find somebody for legal & compliance. Nobody is known yet.');
    expect(card.find(Button, (button) => button.text === 'Add legal & compliance by name')).toBeTruthy();
  });

  test('a yes is answered with what comes first then', async () => {
    const held = { ...budget, state: 'identified' as const, people: [{ ...ana, state: 'identified' as const }] };
    const after = makeAccount({ roles: [legal, held, decision] });
    const card = await showCard(Committee, 'Coverage', [makeAccount(), after]);
    card.find(LoadingButton, { variant: 'primary' }).trigger('onClick');
    await card.sees('First: find somebody for legal & compliance.');
    expect(card.requests[1]?.body).toMatchObject({ role: 'BUDGET_HOLDER', contactId: '12', decision: 'confirmed' });
  });

  test('a second press after a yes does nothing: the next question waits a moment, and the yes can be undone', async () => {
    const held = { ...budget, state: 'identified' as const, people: [{ ...okafor, canDecide: false }] };
    const before = makeAccount({ roles: [budget, champion], risks: [] });
    const after = makeAccount({ roles: [held, champion], risks: [] });
    const card = await showCard(Committee, 'Coverage', [before, after, before]);
    const buttons = () => [...card.findAll(LoadingButton), ...card.findAll(Button)];
    /** As in HubSpot: a button that is disabled takes no click. */
    const press = (name: string): void => {
      const button = buttons().find(({ text }) => text === name);
      if (button?.props.disabled !== true) button?.trigger('onClick');
    };
    press('Yes, budget holder');
    await card.sees('Confirmed: M. Okafor as budget holder Undo First: confirm Jo Li');
    press('Yes, champion');
    press('Undo');
    expect(buttons().map(({ props }) => props.disabled)).toEqual([true, true, true]);
    expect(card.requests).toHaveLength(2);
    await card.waitFor(() => expect(buttons().map(({ props }) => props.disabled)).toEqual([false, false, false]));
    press('Undo');
    await card.sees('First: confirm M. Okafor');
    expect(card.requests[2]).toMatchObject({
      url: 'https://app.example/api/cards/account/roles/undo',
      body: { contactId: '12', role: 'BUDGET_HOLDER', undoes: card.requests[1]?.body?.['requestId'] },
    });
  });

  test('a no is taken back where it was given', async () => {
    const roles = [legal, { ...budget, state: 'missing' as const, people: [] }, decision];
    const card = await showCard(Committee, 'Coverage', [makeAccount(), makeAccount({ roles }), makeAccount()]);
    card.find(Button, (button) => button.text === 'No, not budget holder').trigger('onClick');
    await card.sees('€40,000 M. Okafor is not suggested as budget holder any more Undo First: find somebody for');
    expect(card.screen().split('any more')).toHaveLength(2);
  });

  test.each([
    ['in the sidebar, by a button that is not the primary one', AccountStanding, []],
    ['on Next plays', Plays, ['Yes, budget holder']],
    ['on the brief', AccountBrief, ['Yes, budget holder']],
  ])('is answered and taken back as well %s', async (_, shown, leading) => {
    const held = { ...budget, state: 'identified' as const, people: [{ ...okafor, canDecide: false }] };
    const before = makeAccount({ roles: [budget, champion], risks: [] });
    const after = makeAccount({ roles: [held, champion], risks: [] });
    const card = await showCard(shown, 'First: confirm M. Okafor', [before, after, before]);
    expect(primaries(card)).toEqual(leading);
    card.find(LoadingButton, ({ text }) => text === 'Yes, budget holder').trigger('onClick');
    await card.sees('Confirmed: M. Okafor as budget holder Undo First: confirm Jo Li');
    const undo = () => card.find(Button, ({ text }) => text === 'Undo');
    await card.waitFor(() => expect(undo().props.disabled).toBe(false));
    undo().trigger('onClick');
    await card.sees('First: confirm M. Okafor');
    expect(card.requests.slice(1).map(({ url, body }) => [new URL(url).pathname, body?.['role']])).toEqual([
      ['/api/cards/account/roles/decide', 'BUDGET_HOLDER'],
      ['/api/cards/account/roles/undo', 'BUDGET_HOLDER'],
    ]);
  });
});
