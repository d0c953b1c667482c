import { Alert, Button, LoadingButton, StatusTag, StepIndicator, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { due, incoming, list, moving, outgoing, refresh } from './suggested-changes.ts';
import { kept, showTargetAccounts as show } from './show-target-accounts.tsx';

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
    const steps = ['Who joins (1)', 'Who leaves (1)', 'Who moves (1)', 'The result'];
    expect(page.find(StepIndicator).props).toMatchObject({ stepNames: steps, currentStep: 0 });
    await page.sees('off the list → Tier 1');
    await page.sees('+19 engagement in a week');
    await page.sees('2 changes were rejected or expired in the last 90 days');
    page.press('Approve');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You approve'));
    page.press('Next');
    await page.sees('Proposed, approved by Sales');
    await page.sees('not eligible: fit 42, and a tier asks for at least 50 Lately: +55 engagement in a week');
    page.press('Reject');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You reject'));
    page.press('Next');
    await page.sees('Zenith');
    await page.sees('Look before you approve No seat is free in Tier 1');
    page.press('Approve');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You approve'));
    page.press('Undo');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('Look before you approve'));
    page.press('Approve');
    page.press('Next');
    await page.sees('You approve 2, reject 1 and skip 0.');
    expect(page.cells()).toEqual(['Tier 1', '25', '25', '27', '2 more than its seats']);
    await page.sees('You approve for Marketing. It takes effect once Sales approves too: Sam.');
    const send = () => page.find(LoadingButton, ({ text }) => text === 'Approve 2 and finish');
    expect(send().props.disabled).toBe(true);
    page.find(TextArea).trigger('onInput', 'A customer of ours' as never);
    await page.waitFor(() => expect(send().props.disabled).toBe(false));
    page.press('Approve 2 and finish');
    await page.sees(
      '1 is waiting for approval. 1 took effect, as the other side had already approved. 1 will not be suggested',
    );
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

  test('opens the way on only once all of the step is decided, which is the thing to do before, and passes steps that hold nothing', async () => {
    const changes = [incoming, { ...incoming, companyId: '204', name: 'Vega' }, moving];
    const roomy = { ...list, tiers: list.tiers.map((tier) => ({ ...tier, seats: 30 })) };
    const page = show({ list: roomy, refresh: { ...refresh, changes }, posts: { keep } });
    const on = () => page.find(Button, ({ text }) => text === 'Next' || text?.endsWith('left to decide') === true);
    const leading = () => page.findAll(Button, ({ props }) => props.variant === 'primary').map(({ text }) => text);
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('2 left to decide');
    expect([on().props.disabled, leading()]).toEqual([true, ['Approve these 2']]);
    page.press('Approve');
    await page.sees('1 left to decide');
    expect(leading()).toEqual(['Approve']);
    page.press('Approve');
    await page.sees('Next');
    expect([on().props.disabled, leading()]).toEqual([false, ['Next']]);
    page.press('Next');
    await page.sees('Zenith');
    expect(page.find(StepIndicator).props.currentStep).toBe(2);
    page.press('Back');
    await page.waitFor(() => expect(page.find(StepIndicator).props.currentStep).toBe(0));
  });

  test('says of a tier that stays over its seats what those that were skipped would make of it, and leads to them', async () => {
    const outs = ['205', '206'].map((companyId) => ({ ...outgoing, companyId, name: companyId, open: null }));
    const tiers = list.tiers.map((tier) => ({ ...tier, held: 27 }));
    const page = show({ list: { ...list, tiers }, refresh: { ...refresh, changes: outs }, posts: { keep } });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('2 left to decide');
    page.press('Skip these 2');
    await page.sees('2 more than its seats; 25 if 2 of those you skipped leave it too');
    page.press('Look at those you skipped');
    await page.waitFor(() => expect(page.find(StepIndicator).props.currentStep).toBe(1));
    page.press('Approve these 2');
    await page.sees('Next');
    page.press('Next');
    await page.sees('Approve 2 and finish');
    expect(page.cells().at(-1)).toBe('full');
    expect(page.screen()).not.toContain('Look at those you skipped');
  });

  test('approves together what nothing speaks against, and leaves the rest to be looked at and decided by itself', async () => {
    const cautions = ['surging', 'open deal of $164,500'];
    const down = { ...moving, group: 'down' as const, fromTier: 1 as const, toTier: 2 as const };
    const changes = ['Vega', 'Zenith', 'Lyra'].map((name, index) => ({
      ...down,
      name,
      companyId: `30${index}`,
      cautions: name === 'Vega' ? cautions : [],
    }));
    const page = show({ list, refresh: { ...refresh, changes }, posts: { keep } });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Look before you approve Surging, open deal of $164,500');
    await page.sees('Then look at the other one below: approve or reject it.');
    page.press('Approve these 2');
    await page.sees('1 left to decide');
    const about = changes.slice(1).map(({ companyId }) => ({ companyId, verdict: 'accept' }));
    await page.waitFor(() => expect(page.sent.at(-1)?.body['decisions']).toMatchObject(about));
    page.press('Reject');
    await page.sees('Next');
  });

  test('that leaves all undecided can be finished, which is not called the thing to do', async () => {
    const page = show({ list, refresh: { ...refresh, changes: [moving] }, posts: { keep } });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Zenith');
    page.press('Skip this one');
    await page.sees('Finish and skip this one');
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
    await page.sees('You have decided on 2 accounts but not finished.');
    page.press('Continue the quarterly refresh');
    await page.sees('Orbis');
    expect(page.find(StepIndicator).props.currentStep).toBe(1);
    await page.sees('Your decisions are saved as you go');
    page.press('Reject');
    page.press('Undo');
    page.press('Reject');
    await page.sees('You reject');
    await page.waitFor(() => expect(page.sent).not.toEqual([]));
    page.press('Next');
    await page.sees('Zenith');
    page.press('Skip this one');
    await page.sees('You approve 1, reject 1 and skip 1.');
    const about = { companyId: '202', fromTier: 1, toTier: null };
    await page.waitFor(() =>
      expect(page.sent.at(-1)).toEqual({ action: 'keep', body: { decisions: [{ ...about, verdict: 'reject' }] } }),
    );
    // What is said why is there after a look back.
    page.find(TextArea).trigger('onInput', 'A customer' as never);
    page.press('Back');
    page.press('Skip this one');
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
    await page.sees('You said yes to off the list → Tier 2, but the suggestion has changed: decide again.');
    await page.sees('An account you decided on is no longer suggested');
    await page.sees('Gone Ltd (you said no to off the list → Tier 2). Nothing changes for it.');
    await page.sees('Sam Sells is working on it too: 3 decided, not finished.');
    page.press('Approve');
    await page.waitFor(() => expect(page.screen()).not.toContain('decide again'));
    page.press('Start over');
    await page.sees('Discard all my decisions');
    await page.waitFor(() =>
      expect(page.find(LoadingButton, ({ text }) => text === 'Discard all my decisions').props.loading).toBe(false),
    );
    page.press('Discard all my decisions');
    await page.waitFor(() => expect(page.screen()).not.toContain('Gone Ltd'));
    expect(page.findAll(StatusTag)).toEqual([]);
    expect(page.screen()).not.toContain('Start over');
  });

  test('says that a decision could not be kept, and keeps all of them at the next try', async () => {
    const posts: Record<string, unknown> = {};
    const page = show({ list, refresh, posts });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Borealis');
    page.press('Approve');
    await page.sees('Your last decisions are not saved yet');
    posts['keep'] = keep;
    page.press('Next');
    page.press('Reject');
    await page.waitFor(() => expect(page.screen()).not.toContain('not saved yet'));
    expect(page.sent.at(-1)?.body['decisions']).toMatchObject([{ companyId: '201' }, { companyId: '202' }]);
  });

  test('lets who holds no key propose, and says that a no of theirs counts for nothing', async () => {
    const page = show({ list: { ...list, sides: [] }, refresh });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('Borealis');
    await page.sees('Propose or reject each one');
    page.press('Reject');
    await page.waitFor(() => page.press('Next'));
    await page.sees('Orbis');
    page.press('Skip this one');
    await page.sees('Zenith');
    page.press('Propose');
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe('You propose'));
    page.press('Next');
    await page.sees('You propose 1, reject 1 and skip 1.');
    await page.sees('What you propose takes effect once marketing and sales approve it.');
    await page.sees('Only people with an approval key can reject. What you reject here stays as it is.');
    await page.sees('Propose 1 and finish');
    expect(page.findAll(TextArea)).toEqual([]);
  });

  test('that finds nothing is noted all the same, and one that fails says why', async () => {
    const page = show({ list, refresh: { ...refresh, changes: [], turnedDown: 0 }, posts: {} });
    await page.sees('due');
    page.press('Start the quarterly refresh');
    await page.sees('The list already matches the scores');
    page.press('Finish the refresh');
    await page.sees('nothing is served');
    page.press('Leave the refresh');
    await page.sees('Start the quarterly refresh');
  });
});
