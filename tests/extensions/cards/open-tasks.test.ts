import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { AccountBrief } from '../../../extensions/app/cards/brief/account-brief.tsx';
import type { AccountCardData, CardPlayRun } from '../../../extensions/app/cards/card-data.ts';
import type { CardTasks } from '../../../extensions/app/cards/card-tasks.ts';
import { Committee } from '../../../extensions/app/cards/committee/committee.tsx';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { findNextStep } from '../../../extensions/app/cards/plays/next-step.ts';
import { AccountStanding } from '../../../extensions/app/cards/standing/account-standing.tsx';
import { inDays, makeAccount, makeRun, NOW } from './account.ts';
import { showCard } from './show-card.tsx';

type State = CardTasks['tasks'][number]['state'];

/** The tasks of `makeRun`: due four days ago, tomorrow, in six days. */
const tasksAre = (...states: State[]): CardTasks => ({
  tasks: states.map((state, index) => ({ taskId: String(901 + index), state })),
  overdue: [],
  unavailable: null,
});
/** Of an account whose committee asks for nothing. */
const show = (card: typeof AccountStanding, changes: Partial<AccountCardData>, tasks: CardTasks, until: string) =>
  showCard(card, until, [makeAccount({ roles: [], ...changes })], 10_000, tasks);
const running = [makeRun()];

/** A run of one task, due in so many days. */
const oneTask = (runId: string, days: number, changes: Partial<CardPlayRun> = {}): CardPlayRun =>
  makeRun({ runId, name: runId, steps: [{ title: runId, dueAt: inDays(days), taskId: runId }], ...changes });

describe('the next step of what runs', () => {
  test.each<[string, CardTasks, string, string]>([
    [
      'is the one that is overdue and not done',
      tasksAre('open', 'open', 'open'),
      'Next: Write. Overdue: it was due 4 days ago. Step 1 of 3 of "Sponsor alignment". Its tasks are under Tasks',
      'What to do next Overdue: Write. It was due 4 days ago: step 1 of 3 of "Sponsor alignment".',
    ],
    [
      'is the first that is not done, where others were',
      tasksAre('done', 'open', 'open'),
      'Next: Call, due tomorrow. Step 2 of 3 of "Sponsor alignment". Its tasks',
      'What to do next Call, due tomorrow: step 2 of 3 of "Sponsor alignment".',
    ],
    [
      'is none that somebody deleted',
      tasksAre('gone', 'done', 'open'),
      'Next: Check, due in 6 days. Step 3 of 3 of "Sponsor alignment". Its tasks',
      'What to do next Check, due in 6 days: step 3 of 3',
    ],
  ])('%s', async (_, tasks, standing, brief) => {
    await show(AccountStanding, { running }, tasks, standing);
    await show(AccountBrief, { running }, tasks, brief);
  });

  test('goes by date where HubSpot could not be asked', async () => {
    const card = await show(
      AccountStanding,
      { running },
      { tasks: [], overdue: [], unavailable: 'The daily limit.' },
      'Next:',
    );
    expect(card.screen()).toContain('Next: Call, due tomorrow. Step 2 of 3 of "Sponsor alignment" by date.');
  });

  test('once all are done is the play that is due, else that there is nothing to do', async () => {
    const done = tasksAre('done', 'done', 'done');
    const card = await show(AccountStanding, { running }, done, 'Next: Bring in the budget holder');
    expect(card.find(LoadingButton).text).toBe('Start play 1');
    const words =
      'Nothing to do now. Every task of "Sponsor alignment" is done; its aim counts if it is reached by 1 Dec.';
    await show(AccountStanding, { running, plays: [] }, done, words);
    await show(AccountBrief, { running, plays: [] }, done, `What to do next ${words}`);
  });

  test('of which somebody deleted a task is not called done', async () => {
    const deleted = tasksAre('done', 'gone', 'gone');
    const words = 'No task of "Sponsor alignment" is open any more; its aim counts if it is reached by 1 Dec.';
    await show(AccountStanding, { running, plays: [] }, deleted, `Nothing to do now. ${words}`);
    await show(AccountBrief, { running, plays: [] }, deleted, `Nothing to do now. ${words}`);
    await show(Plays, { running, plays: [] }, deleted, 'Running No task of it is open any more. Aim:');
  });

  test.each<[string, CardTasks, string]>([
    ['overdue', tasksAre('open', 'open', 'open'), 'Running Overdue, step 1 of 3: Write, was due 4 days ago Aim:'],
    ['to come', tasksAre('done', 'gone', 'open'), 'Running Next, step 3 of 3: Check, due in 6 days Aim:'],
    ['done', tasksAre('done', 'done', 'done'), 'Running Every task of it is done. Aim:'],
  ])('is on the card of plays as in the sidebar: %s', async (_, tasks, words) => {
    await show(Plays, { running }, tasks, words);
  });

  test('is copied with the brief', async () => {
    const copied: string[] = [];
    const Card: typeof AccountBrief = (props) =>
      AccountBrief({ ...props, copy: async (text) => void copied.push(text) });
    const card = await show(Card, { running }, tasksAre('open', 'open', 'open'), 'Overdue: Write.');
    card.find(Button, (button) => button.text === 'Copy the brief').trigger('onClick');
    await card.sees('Copied');
    expect(copied[0]).toContain('What to do next:\n- Overdue: Write. It was due 4 days ago');
  });
});

test('of several plays the step that is overdue longest comes first, before one that is being started', () => {
  const all = [oneTask('a', 1), oneTask('b', -2), oneTask('c', -9), oneTask('d', 0, { status: 'starting' })];
  const tasks = new Map(all.map(({ runId }) => [runId, 'open' as const]));
  expect(findNextStep(makeAccount({ running: all }), NOW, tasks)).toMatchObject({
    kind: 'running',
    run: { runId: 'c' },
  });
  expect(findNextStep(makeAccount({ running: all }), NOW)).toMatchObject({ kind: 'running', run: { runId: 'a' } });
  const past = all.slice(1);
  expect(findNextStep(makeAccount({ running: past }), NOW)).toMatchObject({ kind: 'starting', run: { runId: 'd' } });
});

test('no task is asked for off the list where no play runs, nor while HubSpot cannot be asked', async () => {
  const paused = { paused: { reason: 'access_withdrawn' } } as const;
  const off = { state: 'not_target', running: [makeRun({ status: 'completed' })] } as const;
  for (const changes of [
    { ...off, running: [...off.running] },
    { ...paused, running },
  ]) {
    const late = {
      ...tasksAre('open', 'open', 'open'),
      overdue: [{ title: 'Send the business case', dueAt: inDays(-3), owner: 'Sam Sells' }],
    };
    const card = await show(AccountStanding, changes, late, 'Next:');
    await new Promise((resolve) => setImmediate(resolve));
    expect(card.screen()).not.toContain('Overdue');
  }
});

/** No play runs, and tasks are overdue since so many days. */
const late = (...days: number[]): CardTasks => ({
  ...tasksAre(),
  overdue: days.map((day) => ({ title: `Task ${-day}`, dueAt: inDays(day), owner: null })),
});

describe('a task that no play made and that is overdue', () => {
  test('comes before the play that is due on every card that names it', async () => {
    const words = 'Overdue: Task 3, due 3 days ago';
    const card = await show(AccountStanding, {}, late(-3), words);
    expect(card.screen()).toContain(`${words} Under Tasks on this record. Then: Bring in the budget holder Why now:`);
    await show(AccountBrief, {}, late(-3), `${words} Then: Bring in`);
    const plays = await show(Plays, {}, late(-3), `${words} Under Tasks on this record.`);
    expect(plays.findAll(LoadingButton).map(({ props }) => props.variant)).not.toContain('primary');
  });

  test('is told with whose it is', async () => {
    const sams = { ...late(-3), overdue: [{ title: 'Call', dueAt: inDays(-3), owner: 'Sam Sells' }] };
    const words = 'Overdue (Sam Sells): Call, due 3 days ago';
    for (const card of [AccountStanding, Plays, AccountBrief]) await show(card, {}, sams, words);
  });

  test('is told with how many others there are', async () => {
    await show(AccountStanding, {}, late(-3, -9), 'Under Tasks on this record, with 1 more overdue. Then:');
    await show(AccountStanding, {}, late(-3, -9, -20), 'with 2 more overdue.');
  });

  test('is none while its day lasts', async () => {
    const card = await show(
      AccountStanding,
      { running },
      { ...late(-1 / 24), tasks: tasksAre('done', 'done', 'open').tasks },
      'Check',
    );
    expect(card.screen()).not.toContain('Overdue');
  });
});

describe('what the committee asks first', () => {
  const asked = { roles: makeAccount().roles };
  const first = 'First: confirm M. Okafor (VP Finance) as budget holder';
  const question = 'Suggested by job title, 60% sure. Is that right? Yes, budget holder No, not budget holder';

  test('comes first on every card that says what to do', async () => {
    const card = await show(AccountStanding, asked, tasksAre(), 'Then: Bring in the budget holder');
    expect(card.screen()).toMatch(
      /^First: confirm M\. Okafor \(VP Finance\) as budget holder .*Yes, budget holder No, not budget holder Then:/,
    );
    expect(card.findAll(LoadingButton).map(({ props }) => props.variant)).toEqual(['secondary', 'secondary']);
    const plays = await show(Plays, asked, tasksAre(), `${first} ${question}`);
    const primary = plays.findAll(LoadingButton).filter(({ props }) => props.variant === 'primary');
    expect(primary.map(({ text }) => text)).toEqual(['Yes, budget holder']);
    await show(AccountBrief, asked, tasksAre(), `What to do next ${first} ${question} Then: Bring in`);
    await show(Committee, asked, tasksAre(), first);
  });

  test('leaves nobody told that nothing is to do', async () => {
    const done = tasksAre('done', 'done', 'done');
    const words = 'Every task of "Sponsor alignment" is done; its aim counts';
    const card = await show(AccountStanding, { ...asked, running, plays: [] }, done, `No, not budget holder ${words}`);
    expect(card.screen()).not.toContain('Nothing to do now');
    await show(AccountBrief, { ...asked, running, plays: [] }, done, `No, not budget holder ${words}`);
  });

  test('is not asked first off the list, where proposing the account comes first', async () => {
    const card = await show(AccountStanding, { ...asked, state: 'not_target' }, tasksAre(), 'Next: Bring in');
    expect(card.screen()).not.toContain('First:');
  });
});
