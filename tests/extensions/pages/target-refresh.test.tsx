import { Alert, Button, LoadingButton, StatusTag, StepIndicator, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { RefreshData, SuggestedChange } from '../../../extensions/app/pages/target-list/target-refresh-data.ts';
import { inDays } from '../cards/account.ts';
import { kept, showTargetAccounts as show } from './show-target-accounts.tsx';

const incoming: SuggestedChange = {
  companyId: '201',
  name: 'Borealis',
  group: 'in',
  fromTier: null,
  toTier: 1,
  reason: 'Tier 1: rank 12 of 25 seats',
  evidence: ['+19 engagement in a week'],
  open: null,
  verdict: null,
  former: null,
};
const outgoing: SuggestedChange = {
  ...incoming,
  companyId: '202',
  name: 'Orbis',
  group: 'out',
  fromTier: 1,
  toTier: null,
  reason: 'not eligible: fit 42 < 50',
  evidence: ['+55 engagement in a week'],
  open: { isSame: true, keys: ['sales'], proposedBy: 'scores' },
};
const moving: SuggestedChange = { ...incoming, companyId: '203', name: 'Zenith', group: 'up', fromTier: 2, toTier: 1 };
const refresh: RefreshData = { changes: [incoming, outgoing, moving], left: 0, turnedDown: 2, gone: [], others: [] };
const due = { lastAt: null, dueAt: inDays(-1), isDue: true, decided: 0 };
const list = {
  ...kept,
  refresh: due,
  tiers: [{ tier: 1 as const, held: 25, seats: 25, leaving: { count: 0, only: null } }],
};
const outcome = { list: { ...list, refresh: { ...due, isDue: false } }, proposed: 1, approved: 1, rejected: 1 };

const keep = { decided: 1 };

describe('the quarterly refresh', () => {
  test('is offered to a list that is kept with two keys, louder once it is due', async () => {
    const page = show({ list });
    await page.sees('The quarterly refresh is due');
    const early = show({ list: kept });
    await early.sees('Approved by marketing and sales on 2 Nov 2026; no quarterly refresh yet. Next due on');
    expect(early.findAll(Alert)).toEqual([]);
    const provisional = show({});
    await provisional.sees('The list is provisional');
    expect(provisional.screen()).not.toContain('quarterly refresh');
  });

  test('goes through who comes, leaves and moves, with why and what is proposed already, and says what it does', async () => {
    const page = show({ list, refresh, posts: { keep, refresh: { ...outcome, refusals: ['1 of these is gone.'] } } });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Borealis');
    const steps = ['Who comes in (1)', 'Who leaves (1)', 'Who moves (1)', 'What it does'];
    expect(page.find(StepIndicator).props).toMatchObject({ stepNames: steps, currentStep: 0 });
    await page.sees('off the list → Tier 1');
    await page.sees('+19 engagement in a week');
    await page.sees('2 changes were rejected or ran out in the last 90 days');
    page.press('Approve');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You approve'));
    page.press('Next');
    await page.sees('Proposed, Sales ✓');
    await page.sees('not eligible: fit 42, and a tier asks for at least 50 Lately: +55 engagement in a week');
    page.press('Reject');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You reject'));
    page.press('Next');
    await page.sees('Zenith');
    page.press('Approve all 1');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You approve'));
    page.press('Undo');
    await page.waitFor(() => expect(page.findAll(StatusTag)).toEqual([]));
    page.press('Approve');
    page.press('Next');
    await page.sees('You approve 2, reject 1 and leave 0 as they are.');
    expect(page.cells()).toEqual(['Tier 1', '25', '25', '27', '2 more than its seats: approve who leaves it too']);
    await page.sees('You approve for Marketing. It takes effect once Sales approves too: Sam.');
    const send = () => page.find(LoadingButton, ({ text }) => text === 'Approve 2 and finish');
    expect(send().props.disabled).toBe(true);
    page.find(TextArea).trigger('onInput', 'A customer of ours' as never);
    await page.waitFor(() => expect(send().props.disabled).toBe(false));
    page.press('Approve 2 and finish');
    await page.sees('1 waits for approval. 1 took effect: the other side had approved before. 1 will not be suggested');
    await page.sees('1 of these is gone.');
    expect(page.sent.filter(({ action }) => action !== 'keep')).toEqual([
      {
        action: 'refresh',
        body: {
          requestId: expect.any(String),
          side: 'marketing',
          accept: [
            { companyId: '201', tier: 1 },
            { companyId: '203', tier: 1 },
          ],
          reject: [{ companyId: '202', tier: null }],
          reason: 'A customer of ours',
        },
      },
    ]);
  });

  test.each([
    [[outgoing, moving], 1, 'Orbis'],
    [[moving], 2, 'Zenith'],
  ])('opens at the first step that holds a change: %#', async (changes, at, shown) => {
    const page = show({ list, refresh: { ...refresh, changes } });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees(shown);
    expect(page.find(StepIndicator).props.currentStep).toBe(at);
  });

  test('calls going on the thing to do only once all of the step is decided, and passes steps that hold nothing', async () => {
    const changes = [incoming, { ...incoming, companyId: '204', name: 'Vega' }, moving];
    const page = show({ list, refresh: { ...refresh, changes }, posts: { keep } });
    const on = () => page.find(Button, ({ text }) => text?.startsWith('Next') === true);
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Next: leave 2 undecided');
    expect(on().props.variant).toBe('secondary');
    page.press('Approve');
    await page.sees('Next: leave 1 undecided');
    page.press('Approve all 2');
    await page.waitFor(() => expect([on().text, on().props.variant]).toEqual(['Next', 'primary']));
    page.press('Next');
    await page.sees('Zenith');
    expect(page.find(StepIndicator).props.currentStep).toBe(2);
    page.press('Back');
    await page.waitFor(() => expect(page.find(StepIndicator).props.currentStep).toBe(0));
  });

  test('that leaves all undecided can be finished, which is not called the thing to do', async () => {
    const page = show({ list, refresh: { ...refresh, changes: [moving] }, posts: { keep } });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Zenith');
    page.press('Next: leave 1 undecided');
    await page.sees('Finish and leave 1 as they are');
    const finish = () => page.find(LoadingButton);
    expect(finish().props.variant).toBe('secondary');
    page.press('Back');
    await page.sees('Zenith');
    page.press('Approve');
    await page.waitFor(() => page.press('Next'));
    await page.sees('Approve 1 and finish');
    expect(finish().props.variant).toBe('primary');
  });

  test('begins with what was decided before, keeps what is decided now, and waits with finishing until it is kept', async () => {
    const page = show({
      list: { ...list, refresh: { ...due, decided: 2 } },
      refresh: { ...refresh, changes: [{ ...incoming, verdict: 'accept' }, outgoing, moving] },
      posts: { keep, refresh: { ...outcome, refusals: [] } },
    });
    await page.sees('You have decided about 2 accounts and not finished.');
    page.press('Go on with the quarterly refresh');
    await page.sees('Orbis');
    expect(page.find(StepIndicator).props.currentStep).toBe(1);
    await page.sees('Your decisions are saved as you go');
    page.press('Reject');
    page.press('Undo');
    page.press('Reject all 1');
    await page.waitFor(() => expect(page.sent).not.toEqual([]));
    page.press('Next');
    await page.sees('Zenith');
    page.press('Next: leave 1 undecided');
    await page.sees('You approve 1, reject 1 and leave 1 as they are.');
    const about = { companyId: '202', fromTier: 1, toTier: null };
    await page.waitFor(() =>
      expect(page.sent.at(-1)).toEqual({ action: 'keep', body: { decisions: [{ ...about, verdict: 'reject' }] } }),
    );
    // What is said why is there after a look back.
    page.find(TextArea).trigger('onInput', 'A customer' as never);
    page.press('Back');
    page.press('Next: leave 1 undecided');
    await page.waitFor(() => expect(page.find(TextArea).props.value).toBe('A customer'));
  });

  test('says of what was decided that it is another change by now or none, and who else is at it; and begins anew', async () => {
    const former = { verdict: 'accept' as const, fromTier: null, toTier: 2 as const };
    const page = show({
      list,
      refresh: {
        ...refresh,
        changes: [{ ...incoming, former }, outgoing, moving],
        gone: [{ ...former, verdict: 'reject', companyId: '209', name: 'Gone Ltd' }],
        others: [{ name: 'Sam Sells', decided: 3 }],
      },
      posts: { keep, anew: refresh },
    });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('You said yes to: off the list → Tier 2. That changed: decide again.');
    await page.sees('An account you decided about is not suggested any more');
    await page.sees('Gone Ltd (you said no to: off the list → Tier 2). Nothing is done about it.');
    await page.sees('Sam Sells is going through it too: 3 decided, not finished.');
    page.press('Approve');
    await page.waitFor(() => expect(page.screen()).not.toContain('decide again'));
    page.press('Begin anew');
    await page.sees('Forget all my decisions');
    await page.waitFor(() =>
      expect(page.find(LoadingButton, ({ text }) => text === 'Forget all my decisions').props.loading).toBe(false),
    );
    page.press('Forget all my decisions');
    await page.waitFor(() => expect(page.screen()).not.toContain('Gone Ltd'));
    expect(page.findAll(StatusTag)).toEqual([]);
    expect(page.screen()).not.toContain('Begin anew');
  });

  test('says that a decision could not be kept, and keeps all of them at the next try', async () => {
    const posts: Record<string, unknown> = {};
    const page = show({ list, refresh, posts });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Borealis');
    page.press('Approve');
    await page.sees('Your last decisions are not kept yet');
    posts['keep'] = keep;
    page.press('Next');
    page.press('Reject');
    await page.waitFor(() => expect(page.screen()).not.toContain('not kept yet'));
    expect(page.sent.at(-1)?.body['decisions']).toMatchObject([{ companyId: '201' }, { companyId: '202' }]);
  });

  test('lets who holds no key propose, and says that a no of theirs counts for nothing', async () => {
    const page = show({ list: { ...list, sides: [] }, refresh });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Borealis');
    await page.sees('Propose or reject each one');
    page.press('Reject all 1');
    await page.waitFor(() => page.press('Next'));
    await page.sees('Orbis');
    page.press('Next: leave 1 undecided');
    await page.sees('Zenith');
    page.press('Propose all 1');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You propose'));
    page.press('Next');
    await page.sees('You propose 1, reject 1 and leave 1 as they are.');
    await page.sees('What you propose waits until marketing and sales approve it.');
    await page.sees('Only who holds a key can reject. What you reject here is left as it is.');
    await page.sees('Propose 1 and finish');
    expect(page.findAll(TextArea)).toEqual([]);
  });

  test('that finds nothing is noted all the same, and one that fails says why', async () => {
    const page = show({ list, refresh: { ...refresh, changes: [], turnedDown: 0 }, posts: {} });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('The list is as the scores would have it');
    page.press('Finish the refresh');
    await page.sees('nothing is served');
    page.press('Leave the refresh');
    await page.sees('Start the quarterly refresh');
  });
});
