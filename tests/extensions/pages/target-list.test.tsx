import { Alert, Button, Checkbox, ErrorState, LoadingButton, Select, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { ListedTier, TargetListData } from '../../../extensions/app/pages/target-list/target-list-data.ts';
import { acme, borealis, kept, provisional, showTargetAccounts as show, zenith } from './show-target-accounts.tsx';

const first: ListedTier = { tier: 1, held: 24, seats: 25, leaving: { count: 0, only: null } };
const toApprove = ({ text }: { text: string | null }) => text === 'Approve for Marketing';
const waitsForSales = (who: string[]) => ({ waitsFor: [{ side: 'sales' as const, who, isYou: false }] });

describe('a provisional list', () => {
  test('can be approved as it stands, and takes no proposals before', async () => {
    const adoption = { ...borealis, proposalId: 'p9' };
    const page = show({ posts: { adopt: { ...provisional, adoption } } });
    await page.sees('The list is provisional');
    await page.sees('Acme');
    expect(page.screen()).not.toContain('Select accounts');
    page.press('Propose to keep this list');
    await page.sees('Keep the list as it stands: 24 in Tier 1');
    await page.sees('Not approved yet.');
    await page.sees('Waiting for Marketing: Mia. Waiting for Sales: Sam.');
    expect(page.sent[0]?.body['requestId']).toEqual(expect.any(String));
  });

  test('is not approved while nobody is on it', async () => {
    const page = show({ list: { ...provisional, tiers: [{ ...first, held: 0 }] } });
    await page.sees('No account holds a tier yet, so there is nothing to approve.');
    expect(page.findAll(LoadingButton, isAboutTheList)).toEqual([]);
  });

  test('says how many hold a tier beyond its seats', async () => {
    const page = show({ list: { ...kept, tiers: [{ ...first, held: 27 }] } });
    await page.sees('Tier 1: 27 of 25 seats (2 too many)');
  });

  test('says so where nobody holds a key, and who gives one', async () => {
    const holders = { marketing: ['Mia'], sales: [] };
    const page = show({ list: { ...provisional, holders } });
    await page.sees('Ask ava@vendor.example to choose someone.');
    expect(page.find(Alert, ({ props }) => props.variant === 'warning').props.title).toBe(
      'Nobody can approve for Sales yet',
    );
    expect(page.findAll(LoadingButton).map(({ text }) => text)).not.toContain('Propose to keep this list');
    const admins = show({ list: { ...provisional, holders, mayChange: true } });
    await admins.sees('under Approval keys');
  });

  test('that cannot be read says why', async () => {
    const page = show({ list: new Error('Roundtable is busy.') });
    await page.sees('Roundtable is busy.');
    expect(page.find(ErrorState).props.title).toBe('The target account list could not be read');
  });
});

/** All but the export of the table. */
const isAboutTheList = ({ text }: { text: string | null }): boolean => text !== 'Export as CSV';

/** Selects the account and opens the form. */
async function proposeForAcme(page: ReturnType<typeof show>): Promise<void> {
  tick(page, 'choose-20000001');
  await page.sees('Propose a change (1 selected)');
  page.press('Propose a change (1 selected)');
  await page.sees('Propose a change for Acme');
}

describe('the queue of proposals', () => {
  const full = { ...kept, open: { in: 1, up: 1, down: 0, out: 0 } };

  test('says what would change, why, from whom its seat would come and which keys are missing', async () => {
    const page = show({ list: full, queue: [borealis, zenith] });
    await page.sees('Move Borealis from Tier 2 to Tier 1');
    await page.sees(
      '+19 engagement in a week; Budget holder active; the seat would come from Orbis, which the scores would move to Tier 2',
    );
    await page.sees('The scores: rank 12 of 25 seats');
    await page.sees('Bring Zenith into Tier 3');
    await page.sees('Sam: They asked for us');
    await page.sees('Approved by Sales, waiting for Marketing');
    await page.sees('in 12 days');
  });

  test('gives the reason of a move down before what looks well meanwhile', async () => {
    const sinking = { ...borealis, fromTier: 1, toTier: 2, reason: 'Tier 2: rank 23' } as const;
    const page = show({ list: full, queue: [{ ...sinking, evidence: ['+55 engagement in a week', 'surging'] }] });
    await page.sees('from Tier 1 to Tier 2 The scores: rank 23 Lately: +55 engagement in a week; surging');
  });

  test('is reviewed by group, and approved one by one or all at once with the own key', async () => {
    const approved = { list: kept, done: 1, refusals: ['You have turned one key already.'] };
    const page = show({ list: full, queue: [borealis, zenith], posts: { decide: approved } });
    await page.sees('Borealis');
    const groups = page.find(Select, ({ props }) => props.name === 'group').props.options;
    expect(groups.map(({ label }) => label)).toEqual([
      'All proposals (2)',
      'Join the list (1)',
      'Move up (1)',
      'Move down (0)',
      'Leave the list (0)',
    ]);
    page.press('Approve these 2 for Marketing');
    await page.sees('You have turned one key already.');
    expect(page.sent).toEqual([
      { action: 'decide', body: { proposalIds: ['p1', 'p2'], side: 'marketing', verdict: 'approve' } },
    ]);
  });

  test('offers who turned one key not the other one, and says whose it is', async () => {
    const queue = [borealis, zenith].map((each) => ({
      ...each,
      marketing: 'Mia',
      sales: null,
      ...waitsForSales(['Sam']),
    }));
    const refused = { list: kept, done: 0, refusals: ['This proposal is expired already.'] };
    const both = { ...full, sides: ['marketing', 'sales'] } satisfies TargetListData;
    const page = show({ list: both, queue, posts: { decide: refused } });
    await page.sees('Waiting for Sales: Sam.');
    expect(page.findAll(LoadingButton, isAboutTheList)).toEqual([]);
    const alone = show({
      list: both,
      queue: [{ ...borealis, marketing: 'Mia', ...waitsForSales([]) }],
    });
    await alone.sees('Waiting for Sales: nobody else has this key.');
    const late = show({ list: full, queue: [borealis], posts: { decide: refused } });
    await late.sees('Borealis');
    late.press('Approve for Marketing');
    await late.waitFor(() =>
      expect(late.find(Alert, ({ props }) => props.variant === 'warning').props.title).toBe('Nothing was decided'),
    );
  });

  test('lets a proposal be rejected with a reason only', async () => {
    const page = show({ list: full, queue: [borealis], posts: { decide: { list: kept, done: 1, refusals: [] } } });
    await page.sees('Borealis');
    page.press('Reject');
    const button = () => page.find(LoadingButton, ({ text }) => text === 'Reject with this reason');
    await page.waitFor(() => expect(button().props.disabled).toBe(true));
    page.find(TextArea).trigger('onInput', 'Lost last year' as never);
    await page.waitFor(() => expect(button().props.disabled).toBe(false));
    button().trigger('onClick');
    await page.waitFor(() => expect(page.sent).toHaveLength(1));
    const rejected = { proposalIds: ['p1'], side: 'marketing', verdict: 'reject', reason: 'Lost last year' };
    expect(page.sent[0]?.body).toEqual(rejected);
  });

  test('offers nothing to who holds no key, and says when it is empty', async () => {
    const page = show({ list: { ...full, sides: [] }, queue: [borealis] });
    await page.sees('You can propose changes. Colleagues who hold a key approve them.');
    await page.sees('Borealis');
    expect(page.findAll(LoadingButton, isAboutTheList)).toEqual([]);
    const empty = show({ list: kept });
    await empty.sees('Nothing is waiting for you');
  });

  test('takes a wish for one account, with its reason', async () => {
    const page = show({ list: kept, posts: { propose: { list: full, proposed: ['20000001'], refused: [] } } });
    await page.sees('Acme');
    await proposeForAcme(page);
    page.choose('place', '');
    page.find(TextArea).trigger('onInput', 'Went bankrupt' as never);
    await page.waitFor(() => expect(page.find(LoadingButton).props.disabled).toBe(false));
    page.press('Propose it');
    await page.sees('Proposals (2)');
    await page.sees('1 proposed to leave the list');
    expect(page.sent).toEqual([
      {
        action: 'propose',
        body: { companyIds: ['20000001'], tier: null, reason: 'Went bankrupt', requestId: expect.any(String) },
      },
    ]);
  });

  test('says why a change failed, and sends the same request again', async () => {
    const page = show({ list: kept, posts: { propose: new Error('A proposal about this account is open.') } });
    await page.sees('Acme');
    await proposeForAcme(page);
    page.find(TextArea).trigger('onInput', 'Why not' as never);
    await page.waitFor(() => expect(page.find(LoadingButton).props.disabled).toBe(false));
    page.press('Propose it');
    await page.sees('A proposal about this account is open.');
    page.press('Try again');
    await page.waitFor(() => expect(page.sent).toHaveLength(2));
    await page.waitFor(() => expect(page.find(LoadingButton).props.loading).toBe(false));
    page.press('Propose it');
    await page.waitFor(() => expect(page.sent).toHaveLength(3));
    await page.waitFor(() => expect(page.find(LoadingButton).props.loading).toBe(false));
    expect([page.sent[1], page.sent[2]]).toEqual([page.sent[0], page.sent[0]]);
    page.find(TextArea).trigger('onInput', 'Another reason' as never);
    await page.waitFor(() => expect(page.find(TextArea).props.value).toBe('Another reason'));
    page.press('Propose it');
    await page.waitFor(() => expect(page.sent).toHaveLength(4));
    expect(page.sent[3]?.body['requestId']).not.toBe(page.sent[0]?.body['requestId']);
  });

  test('says of an account to which tier it would go, and that it is full already', async () => {
    const list = { ...full, tiers: [{ ...first, held: 20, seats: 20 }] };
    const page = show({ list, queue: [borealis] });
    await page.sees(
      'Tier 1 holds 20 of 20 seats: this account would be the 21st. That is more than its seats until another account leaves it.',
    );
  });

  test.each([
    [20, { count: 1, only: { name: 'Orbis', to: 2 } }, ', unless the move of Orbis to Tier 2 is approved too.'],
    [20, { count: 1, only: { name: 'Orbis', to: null } }, ', unless taking Orbis off the list is approved too.'],
    [20, { count: 5, only: null }, ', unless 1 of the 5 proposed moves out of it is approved too.'],
    [23, { count: 5, only: null }, ', unless 4 of the 5 proposed moves out of it are approved too.'],
    [24, { count: 5, only: null }, ', unless all 5 proposed moves out of it are approved too.'],
    [25, { count: 5, only: null }, ', even if all 5 proposed moves out of it are approved too.'],
    [25, { count: 1, only: { name: 'Orbis', to: 2 } }, ', even if the move of Orbis to Tier 2 is approved too.'],
  ] satisfies [number, ListedTier['leaving'], string][])(
    'says which open proposals would make room in a full tier: %#',
    async (held, leaving, words) => {
      const page = show({ list: { ...full, tiers: [{ ...first, held, seats: 20, leaving }] }, queue: [borealis] });
      await page.sees(`That is more than its seats${words}`);
    },
  );

  test('leads with the approval of one that is left to approve, not of one to be looked at first', async () => {
    const page = show({ list: full, queue: [borealis] });
    await page.sees('Approve for Marketing');
    expect(page.find(LoadingButton, toApprove).props.variant).toBe('primary');
    const tiers = [{ ...first, held: 25 }];
    const looked = show({ list: { ...full, tiers }, queue: [borealis] });
    await looked.sees('Look before you approve No seat is free in Tier 1');
    expect(looked.find(LoadingButton, toApprove).props.variant).toBe('secondary');
  });

  test('says when to decide here, and when in the quarterly refresh', async () => {
    const page = show({ list: full, queue: [borealis] });
    await page.sees(
      'Decide on these as they come in, week by week. The quarterly refresh goes through the whole list.',
    );
    expect(page.find(Select, ({ props }) => props.name === 'group').props.label).toBe('Show');
  });
});

function tick(page: ReturnType<typeof show>, name: string, isChosen = true): void {
  page.find(Checkbox, ({ props }) => props.name === name).trigger('onChange', isChosen as never);
}

describe('accounts that are ticked', () => {
  const [orbis, vega, zeta] = ['Orbis', 'Vega', 'Zeta'].map((name, index) => ({
    ...acme,
    id: `2000001${index}`,
    name,
    tier: 2 as const,
  }));
  const accounts = (query: URLSearchParams) => ({
    accounts: query.get('tier') === '2' ? [orbis, vega, zeta].filter((each) => each !== undefined) : [acme],
    next: null,
  });
  const tiers = [{ ...first, held: 25 }];

  test('are proposed in one request with one reason, and of each it is said what became of it', async () => {
    const answer = {
      list: kept,
      proposed: ['20000010'],
      refused: [
        { companyId: '20000001', why: 'Already in Tier 1.' },
        { companyId: '20000012', why: 'A proposal about this account is open.' },
      ],
    };
    const page = show({ list: { ...kept, tiers }, accounts, posts: { propose: answer } });
    await page.sees('Acme');
    expect(page.screen()).not.toContain('selected)');
    tick(page, 'choose-20000001');
    await page.sees('Propose a change (1 selected)');
    page.choose('tier', '2');
    await page.sees('Zeta');
    tick(page, 'choose-page');
    await page.sees('You can propose at most 3 accounts at once: clear 1.');
    const button = () => page.find(Button, ({ text }) => text?.startsWith('Propose a change (') === true);
    expect(button().props.disabled).toBe(true);
    tick(page, 'choose-20000011', false);
    await page.sees('Propose a change (3 selected)');
    expect(page.screen()).not.toContain('at most 3');
    button().trigger('onClick');
    await page.sees('Propose a change for 3 accounts');
    await page.sees('Acme, Orbis, Zeta');
    await page.sees('Tier 1 holds 25 of 25 seats: these 2 would make it 27');
    page.find(TextArea).trigger('onInput', 'Met at the fair' as never);
    await page.waitFor(() => expect(page.find(LoadingButton).props.disabled).toBe(false));
    page.press('Propose these 3');
    await page.sees('1 proposed for Tier 1');
    await page.sees('Orbis. Marketing and sales approve it under Proposals');
    await page.sees('2 of 3 not proposed');
    await page.sees('Acme: Already in Tier 1.');
    await page.sees('Zeta: A proposal about this account is open.');
    expect(page.sent).toMatchObject([
      { body: { companyIds: ['20000001', '20000010', '20000012'], tier: 1, reason: 'Met at the fair' } },
    ]);
    expect(page.screen()).not.toContain('selected)');
  });

  test('are ticked by nobody while the list is provisional', async () => {
    const page = show({ accounts });
    await page.sees('Acme');
    expect(page.findAll(Checkbox)).toEqual([]);
  });
});
