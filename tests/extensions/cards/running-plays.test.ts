import { Alert, EmptyState, ProgressBar } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { inDays, makeAccount, makeRun } from './account.ts';
import { showCard } from './show-card.tsx';

const showAccount = (changes: Partial<AccountCardData>) => showCard(Plays, 'Tier 1', [makeAccount(changes)]);
const showRun = (...runs: AccountCardData['running']) => showAccount({ plays: [], running: runs });

describe('running plays', () => {
  test('show the step due next', async () => {
    const card = await showRun(makeRun());
    expect(card.screen()).toContain(
      'Sponsor alignment Running Next by date, step 2 of 3: Call, due tomorrow Aim: sponsor reached within 14 days',
    );
  });

  test('count a step as due for all its day', async () => {
    const steps = [-1 / 24, 1].map((days) => ({ title: `Step ${days}`, dueAt: inDays(days), taskId: '901' }));
    expect((await showRun(makeRun({ steps }))).screen()).toContain('Next by date, step 1 of 2: Step -0.04');
  });

  test('whose last step is past show that step', async () => {
    const steps = [{ title: 'Write', dueAt: inDays(-3), taskId: '901' }];
    const card = await showRun(makeRun({ steps }));
    expect(card.screen()).toContain('Its last step was due: Write, 3 days ago');
  });

  test('that were just started say what was created and where it is', async () => {
    const steps = ['901', '902'].map((taskId, index) => ({ title: `Write ${index}`, dueAt: inDays(index), taskId }));
    const card = await showRun(makeRun({ startedAt: inDays(0), steps }));
    expect(card.find(Alert, { variant: 'success' }).props.title).toBe('Running: Sponsor alignment');
    expect(card.screen()).toContain(
      "2 tasks were created in HubSpot. Work through them under Tasks on this record, or in the owner's task list. Write 0, due today Write 1, due tomorrow",
    );
  });

  test('come before what is still recommended, ended ones after it', async () => {
    const ended = makeRun({ runId: '2', name: 'Old one', status: 'completed' });
    const card = await showAccount({ running: [ended, makeRun()] });
    expect(card.screen()).toMatch(
      /Sponsor alignment Running .* Bring in the budget holder .* Plays that ended Old one Reached its aim/,
    );
  });

  test('leave nothing else to do where no other play is due', async () => {
    const card = await showRun(makeRun());
    expect(card.find(EmptyState).props.title).toBe('No other play is due');
  });

  test('that are starting show how many tasks exist', async () => {
    const steps = ['901', null, null].map((taskId) => ({ title: 'Write', dueAt: inDays(1), taskId }));
    const card = await showRun(makeRun({ status: 'starting', steps }));
    expect(card.find(ProgressBar).props).toMatchObject({
      value: 1,
      maxValue: 3,
      valueDescription: '1 of 3 tasks created',
    });
  });

  test('that failed say why and what to do', async () => {
    const problem = 'The owner was deactivated. Give the company an owner, then start the play again.';
    const card = await showRun(makeRun({ status: 'failed', problem }));
    expect(card.find(Alert, { variant: 'danger' }).text).toBe(problem);
  });

  test('that ended say how', async () => {
    const ended = { finishedAt: inDays(-2) };
    const card = await showRun(
      makeRun({ ...ended, status: 'completed' }),
      makeRun({ ...ended, runId: '2', status: 'abandoned' }),
    );
    expect(card.screen()).toContain('Sponsor alignment Reached its aim 2 days ago Aim: sponsor reached within 14 days');
    expect(card.screen()).toContain(
      'Sponsor alignment Did not reach its aim 2 days ago Aim: sponsor reached within 14 days',
    );
  });
});
