import { Alert, LoadingButton, StatusTag, StepIndicator, TextArea } from '@hubspot/ui-extensions';
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
  reason: 'Tier 1: rank 12, Tier 1 has 25 seats',
  evidence: ['+19 engagement in a week'],
  open: null,
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
const refresh: RefreshData = { changes: [incoming, outgoing, moving], left: 0, turnedDown: 2 };
const due = { lastAt: null, dueAt: inDays(-1), isDue: true };
const list = { ...kept, refresh: due, tiers: [{ tier: 1 as const, held: 25, seats: 25 }] };
const outcome = { list: { ...list, refresh: { ...due, isDue: false } }, proposed: 1, approved: 1, rejected: 1 };

describe('the quarterly refresh', () => {
  test('is offered to a list that is kept with two keys, louder once it is due', async () => {
    const page = show({ list });
    await page.sees('The quarterly refresh is due');
    const early = show({ list: kept });
    await early.sees('Next due on');
    expect(early.findAll(Alert)).toEqual([]);
    const provisional = show({});
    await provisional.sees('The list is provisional');
    expect(provisional.screen()).not.toContain('quarterly refresh');
  });

  test('goes through who comes, leaves and moves, with why and what is proposed already, and says what it does', async () => {
    const page = show({ list, refresh, posts: { refresh: { ...outcome, refusals: ['1 of these is gone.'] } } });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Borealis');
    const steps = ['Who comes in (1)', 'Who leaves (1)', 'Who moves (1)', 'What it does'];
    expect(page.find(StepIndicator).props).toMatchObject({ stepNames: steps, currentStep: 0 });
    await page.sees('off the list → Tier 1');
    await page.sees('+19 engagement in a week');
    await page.sees('2 changes were turned down in the last 90 days');
    page.press('Accept');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('Accepted'));
    page.press('Next');
    await page.sees('Proposed, Sales ✓');
    await page.sees('not eligible: fit 42, and a tier asks for at least 50 Lately: +55 engagement in a week');
    page.press('Reject');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('Rejected'));
    page.press('Next');
    await page.sees('Zenith');
    page.press('Accept all 1');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('Accepted'));
    page.press('Undo');
    await page.waitFor(() => expect(page.findAll(StatusTag)).toEqual([]));
    page.press('Accept');
    page.press('Next');
    await page.sees('You accept 2, reject 1 and leave 0 as they are.');
    expect(page.cells()).toEqual(['Tier 1', '25', '25', '27', '2 more than its seats: accept who leaves it too']);
    await page.sees('It takes effect with the key of Sales: Sam.');
    const send = () => page.find(LoadingButton, ({ text }) => text === 'Propose 2 and finish');
    expect(send().props.disabled).toBe(true);
    page.find(TextArea).trigger('onInput', 'A customer of ours' as never);
    await page.waitFor(() => expect(send().props.disabled).toBe(false));
    page.press('Propose 2 and finish');
    await page.sees('1 waits for a key. 1 took effect: the other key was turned before. 1 will not be suggested');
    await page.sees('1 of these is gone.');
    expect(page.sent).toEqual([
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

  test('lets who holds no key propose, and says that a no of theirs counts for nothing', async () => {
    const page = show({ list: { ...list, sides: [] }, refresh });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Borealis');
    page.press('Reject all 1');
    page.press('Next');
    page.press('Next');
    page.press('Accept all 1');
    page.press('Next');
    await page.sees('You hold no key: what you accept is proposed, and waits for both keys.');
    await page.sees('You hold no key, so what you reject here stays as it is.');
    expect(page.findAll(TextArea)).toEqual([]);
  });

  test('that finds nothing is noted all the same, and one that fails says why', async () => {
    const page = show({ list, refresh: { changes: [], left: 0, turnedDown: 0 }, posts: {} });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('The list is as the scores would have it');
    page.press('Finish the refresh');
    await page.sees('nothing is served');
    page.press('Leave the refresh');
    await page.sees('Start the quarterly refresh');
  });
});
