import { LoadingButton } from '@hubspot/ui-extensions';
import { afterEach, expect, test, vi } from 'vitest';
import { early, program } from './measured-program.ts';
import { show, type Answer } from './show-program.tsx';

afterEach(() => {
  vi.useRealTimers();
});

test('the program says when it was measured and when it is next, and has it measured for who may', async () => {
  const answers: Record<string, Answer> = { '/api/program': program() };
  const page = show(answers);
  await page.sees('Measured 2 hours ago Measured again at about 23 Nov 2026');
  expect(page.findAll(LoadingButton)).toEqual([]);
  const may = program({ mayMeasure: true, changed: { accounts: 530, model: false } });
  const again = show({ ...answers, '/api/program': may, 'POST /api/program/measure': may });
  await again.sees('530 accounts joined the list');
  again.find(LoadingButton).trigger('onClick');
  await again.sees('Measuring');
  again.answer('/api/program', program({ mayMeasure: true, measuredAt: '2026-11-22T12:00:00Z' }));
  await again.sees('Measured now');
  await again.waitFor(() => expect(again.find(LoadingButton).props.loading).toBe(false));
  expect(again.screen()).not.toContain('530 accounts');
});

test('a look that takes long is waited for, and no other is begun', async () => {
  const may = program({ mayMeasure: true });
  const page = show({ '/api/program': may, 'POST /api/program/measure': may });
  await page.sees('Measure again');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  page.find(LoadingButton).trigger('onClick');
  page.answer('/api/program', 'never');
  await vi.advanceTimersByTimeAsync(5_000 * 70);
  expect(page.screen()).toContain('Measuring');
  expect(page.screen()).not.toContain('Still measuring');
});

test('a program that is never measured says so in the end, and can be asked again', async () => {
  const may = program({ mayMeasure: true });
  const page = show({ '/api/program': may, 'POST /api/program/measure': may });
  await page.sees('Measure again');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  page.find(LoadingButton).trigger('onClick');
  await vi.advanceTimersByTimeAsync(5_000 * 62);
  expect(page.screen()).toContain('Still measuring: look again later.');
  expect(page.find(LoadingButton).props.loading).toBe(false);
});

test('a program that could not be asked to be measured says why, and asks again', async () => {
  const may = program({ mayMeasure: true });
  const page = show({ '/api/program': may, 'POST /api/program/measure': new Error('off') });
  await page.sees('Measure again');
  page.find(LoadingButton).trigger('onClick');
  await page.sees('The program could not be measured again');
  page.answer('POST /api/program/measure', may);
  page.press('Try again');
  await page.sees('Measuring');
});

test('the program of a list that just began claims nothing: neither the pipeline of before nor who was engaged already', async () => {
  const day = 0;
  const clock = { ...early, day };
  const page = show({ '/api/program': program({}, { clock, pipelineSinceListed: { amount: 5_000, deals: 1 } }) });
  await page.sees('This is the starting value.');
  await page.sees('€5k of it (1 deal) since the accounts joined the list; the rest is from before.');
  expect(page.screen().split('Starting value')).toHaveLength(3);
  expect(page.screen().split('joined the list today')).toHaveLength(2);
  const later = show({ '/api/program': program() });
  await later.sees('Movers of the week');
  for (const claim of ['This is the starting value', 'Starting value', 'since the accounts joined the list']) {
    expect(later.screen()).not.toContain(claim);
  }
});
