import { Button, Flex, Form, Input, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { Committee } from '../../../extensions/app/cards/committee/committee.tsx';
import { ana, makeAccount, okafor } from './account.ts';
import type { Answer } from './served-account.ts';
import { showCard } from './show-card.tsx';

const show = (until: string, ...answers: Answer[]) => showCard(Committee, until, answers);
const showAccount = (changes: Partial<AccountCardData> = {}) => show('Coverage', makeAccount(changes));

describe('a role that is in question', () => {
  const { roles } = makeAccount();
  /** Of two that are suggested the first is asked about at the top of the card. */
  const twoSuggested = [
    { ...roles[1]!, role: 'CHAMPION', label: 'Champion', people: [{ ...okafor, contactId: '14', name: 'Jo Li' }] },
    ...roles,
  ];

  test('that is suggested says what by and how sure, beside its two answers, which stay together', async () => {
    const card = await showAccount({ roles: twoSuggested });
    expect(card.screen()).toContain(
      'Suggested Budget holder M. Okafor, VP Finance not in touch yet Suggested by job title, 60% sure. Is that right? Yes, budget holder No, not budget holder',
    );
    const answers = card
      .findAll(Flex)
      .find(
        ({ childNodes }) => childNodes.map(({ text }) => text).join(' ') === 'Yes, budget holder No, not budget holder',
      );
    expect(answers?.props.wrap).toBe('wrap');
  });

  test('that was set long ago is asked about with its reason', async () => {
    const person = { ...ana, stale: true, canDecide: true };
    const [, , decision] = makeAccount().roles;
    const card = await showAccount({ roles: [{ ...decision!, people: [person] }] });
    expect(card.screen()).toContain(
      'Set over a year ago (set in HubSpot). Still so? Yes, decision maker No, not decision maker',
    );
  });
});

describe('a suggested role', () => {
  const confirmed = makeAccount({
    roles: [
      {
        role: 'BUDGET_HOLDER',
        label: 'Budget holder',
        required: true,
        weight: 2,
        state: 'identified',
        people: [{ ...okafor, state: 'identified', canDecide: false }],
        placeholder: null,
      },
    ],
  });

  test('is confirmed with a yes, and the answer is shown', async () => {
    const card = await show('Coverage', makeAccount(), confirmed);
    card.find(LoadingButton).trigger('onClick');
    await card.sees('Identified');
    expect(card.maybeFind(LoadingButton)).toBeNull();
    expect(card.requests[1]).toEqual({
      method: 'POST',
      url: 'https://app.example/api/cards/account/roles/decide',
      body: {
        companyId: '42',
        contactId: '12',
        role: 'BUDGET_HOLDER',
        decision: 'confirmed',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
  });

  test('is rejected with a no, which can be taken back for ten seconds', async () => {
    const roles = makeAccount().roles.filter(({ role }) => role !== 'BUDGET_HOLDER');
    const card = await show('Coverage', makeAccount(), makeAccount({ roles }), makeAccount());
    card.find(Button, (button) => button.text?.startsWith('No, not') === true).trigger('onClick');
    await card.sees('M. Okafor is not suggested as budget holder any more Undo');
    const { requestId } = card.requests[1]?.body ?? {};
    card.find(Button, (button) => button.text === 'Undo').trigger('onClick');
    await card.sees('Suggested Budget holder M. Okafor');
    expect(card.requests[2]).toMatchObject({
      url: 'https://app.example/api/cards/account/roles/undo',
      body: { companyId: '42', contactId: '12', role: 'BUDGET_HOLDER', undoes: requestId },
    });
    expect(card.screen()).not.toContain('Undo');
  });

  test('that was rejected stays rejected once the moment is over', async () => {
    const card = await showCard(Committee, 'Coverage', [makeAccount(), makeAccount()], 20);
    card.find(Button, (button) => button.text?.startsWith('No, not') === true).trigger('onClick');
    await card.sees('Undo');
    await card.misses('Undo');
    expect(card.requests).toHaveLength(2);
  });

  test('is rejected with a no', async () => {
    const card = await show('Coverage', makeAccount(), confirmed);
    card.find(Button, (button) => button.text?.startsWith('No, not') === true).trigger('onClick');
    await card.sees('Identified');
    expect(card.requests[1]?.body).toMatchObject({ decision: 'rejected', contactId: '12' });
  });

  test('a failed click says so, and trying again sends the same request', async () => {
    const card = await show('Coverage', makeAccount(), 'unreachable', makeAccount(), confirmed);
    card.find(LoadingButton).trigger('onClick');
    await card.sees('No answer came It may have been done all the same.');
    card.find(Button, (button) => button.text === 'Try again').trigger('onClick');
    await card.sees('Identified');
    expect(card.requests[3]).toEqual(card.requests[1]);
  });

  test('cannot be decided by someone who may only look, and the card says so', async () => {
    const card = await showAccount({ may: { act: false, ownedBy: 'Sam Sells' } });
    expect(card.maybeFind(Button)).toBeNull();
    expect(card.maybeFind(LoadingButton)).toBeNull();
    expect(card.screen()).toContain('You can look but not act here: Sam Sells owns this company.');
  });
});

describe('a placeholder', () => {
  const [legal, ...others] = makeAccount().roles;
  const held = makeAccount({
    roles: [{ ...legal!, state: 'placeholder', placeholder: 'Their counsel in Basel' }, ...others],
  });

  test('is noted where nobody is known', async () => {
    const card = await show('Coverage', makeAccount(), held);
    card.find(Button, (button) => button.text === 'Add legal & compliance by name').trigger('onClick');
    await card.sees('Who is the legal & compliance, as far as you know?');
    card.find(Input).trigger('onInput', 'Their counsel in Basel' as never);
    const keep = () => card.find(LoadingButton, (button) => button.text === 'Keep');
    await card.waitFor(() => expect(keep().props.disabled).toBe(false));
    card.find(Form).trigger('onSubmit');
    await card.sees('Not a contact yet Legal & compliance Their counsel in Basel');
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/placeholders',
      body: { companyId: '42', role: 'LEGAL_AND_COMPLIANCE', note: 'Their counsel in Basel' },
    });
  });

  test('is taken away again', async () => {
    const card = await show('Coverage', held, makeAccount());
    card.find(Button, (button) => button.text?.startsWith('Remove') === true).trigger('onClick');
    await card.sees('Missing Legal & compliance nobody known');
    expect(card.requests[1]?.body).toMatchObject({ role: 'LEGAL_AND_COMPLIANCE', note: null });
  });

  test('is only shown to someone who may only look', async () => {
    const card = await show('Their counsel in Basel', { ...held, may: { act: false, ownedBy: 'Sam Sells' } });
    expect(card.findAll(Button)).toEqual([]);
  });
});
