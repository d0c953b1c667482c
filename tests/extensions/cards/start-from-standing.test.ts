import { Alert, Button, LoadingButton } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AccountStanding } from '../../../extensions/app/cards/standing/account-standing.tsx';
import { inDays, makeAccount, makePlay, makeRun } from './account.ts';
import type { Answer } from './served-account.ts';
import { showCard } from './show-card.tsx';

/** An account whose committee asks for nothing. */
const account: typeof makeAccount = (changes) => makeAccount({ roles: [], ...changes });
const show = (...answers: Answer[]) => showCard(AccountStanding, 'Next:', answers);
type Card = Awaited<ReturnType<typeof show>>;
const press = (card: Card): void =>
  card.find(LoadingButton, (button) => button.text === 'Start play 1').trigger('onClick');

const started = makeRun({
  playId: 'no-budget-holder',
  name: 'Bring in the budget holder',
  startedAt: inDays(0),
  tasksFor: 'Noah Whitaker',
});
const after = account({ plays: [], running: [started] });

afterEach(() => vi.useRealTimers());

describe('the play that is next', () => {
  test('is started with one click, which says what was made and for whom, and then what is next', async () => {
    const card = await show(account(), after);
    expect(card.find(LoadingButton).props).toMatchObject({ variant: 'secondary', loading: false, disabled: false });
    press(card);
    await card.waitFor(() => expect(card.find(LoadingButton).props).toMatchObject({ loading: true, disabled: true }));
    await card.sees('3 tasks were created in HubSpot for Noah Whitaker. Next: Call, due tomorrow.');
    expect(card.find(Alert, { variant: 'success' }).props.title).toBe('Running: Bring in the budget holder');
    expect(card.maybeFind(LoadingButton)).toBeNull();
    expect(card.requests.slice(1)).toEqual([
      {
        method: 'POST',
        url: 'https://app.example/api/cards/account/plays/start',
        body: { companyId: '42', playId: 'no-budget-holder', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
  });

  test('while its tasks are made says how far that is, and reads the account again by itself', async () => {
    const making = started.steps.map((step, index) => ({ ...step, taskId: index === 0 ? '901' : null }));
    const starting = account({ plays: [], running: [{ ...started, status: 'starting', steps: making }] });
    const card = await show(account(), starting, after);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    press(card);
    await card.sees('Starting "Bring in the budget holder" Creating its tasks in HubSpot 1 of 3 tasks created');
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(1_500);
    await card.sees('3 tasks were created in HubSpot for Noah Whitaker.');
  });

  test('that could not be started says why, and is offered again', async () => {
    const problem = 'HubSpot did not take the tasks: the company is in HubSpot no more.';
    const card = await show(account({ running: [{ ...started, status: 'failed', problem }] }));
    expect(card.screen()).toMatch(
      /^"Bring in the budget holder" could not be started HubSpot did not take the tasks: the company is in HubSpot no more\. Next: Bring in/,
    );
    expect(card.find(LoadingButton).text).toBe('Start play 1');
  });

  test('another that failed is left to the card of plays', async () => {
    const card = await show(account({ running: [makeRun({ status: 'failed' })] }));
    expect(card.screen()).not.toContain('could not be started');
  });

  test('that is refused says why, as on the card of plays', async () => {
    const refusal = {
      status: 409,
      body: { error: { code: 'CONTACT_BUSY', message: 'M. Okafor is in another play.' } },
    };
    const card = await show(account(), refusal);
    press(card);
    await card.sees('That did not work M. Okafor is in another play.');
  });

  test('with a double click is sent once', async () => {
    const card = await show(account(), after);
    const button = card.find(LoadingButton);
    button.trigger('onClick');
    button.trigger('onClick');
    await card.sees('3 tasks were created');
    expect(card.requests).toHaveLength(2);
  });

  test('is not started twice where the answer is lost: a second press sends the very same request', async () => {
    const card = await show(account(), 'unreachable', account(), after);
    press(card);
    await card.sees('No answer came It may have been done all the same.');
    await card.waitFor(() => expect(card.requests).toHaveLength(3));
    press(card);
    await card.sees('3 tasks were created');
    expect(card.requests[3]).toEqual(card.requests[1]);
  });

  test('nor where the run is there already: then it is what the card shows', async () => {
    const card = await show(account(), 'unreachable', after);
    press(card);
    await card.sees('No answer came');
    await card.sees('3 tasks were created');
    expect(card.maybeFind(LoadingButton)).toBeNull();
    expect(card.requests).toHaveLength(3);
  });

  test('after a run of it that failed is a new wish, and a new request', async () => {
    const failed = account({ running: [{ ...started, status: 'failed' }] });
    const card = await show(account(), 'unreachable', failed, after);
    press(card);
    await card.sees('could not be started');
    press(card);
    await card.sees('3 tasks were created');
    expect(card.requests[3]?.body?.['playId']).toBe('no-budget-holder');
    expect(card.requests[3]?.body?.['requestId']).not.toBe(card.requests[1]?.body?.['requestId']);
  });

  test('is told to who may not act in the same words, without the button', async () => {
    const card = await show(account({ may: { act: false, ownedBy: 'Sam Sells' } }));
    expect(card.screen()).toMatch(
      /^You can look but not act here: Sam Sells owns this company\..+Next: Bring in the budget holder Why now: Proposal sent, no finance contact since Tier 1/,
    );
    expect([card.findAll(LoadingButton), card.findAll(Button)]).toEqual([[], []]);
  });

  test('of one task says so', async () => {
    const [step] = makePlay().steps;
    const card = await show(account({ plays: [makePlay({ steps: [step!] })] }));
    expect(card.screen()).toContain('Start play 1 Creates 1 task in HubSpot.');
  });
});
