import { expect, test } from 'vitest';
import { watchValues } from '../../../../src/sandbox/record-page/page/watch-values.ts';

/** Answers in turn, the last for ever. */
function watch(...answers: (string | Error)[]) {
  const told: unknown[] = [];
  let reads = 0;
  const read = async () => {
    const answer = answers[Math.min(reads, answers.length - 1)] as string | Error;
    reads += 1;
    if (answer instanceof Error) throw answer;
    return { name: answer };
  };
  const look = watchValues(read, (values) => told.push(values));
  return { look, told };
}

test('what is there when the watch begins is no change, nor is the same again', async () => {
  const { look, told } = watch('Acme', 'Acme', 'Acme Ltd', 'Acme Ltd');
  await look();
  expect(told).toEqual([]);
  await look();
  await look();
  expect(told).toEqual([{ name: 'Acme Ltd' }]);
});

test('looks that overlap tell a change once', async () => {
  const { look, told } = watch('Acme', 'Acme Ltd');
  await Promise.all([look(), look(), look()]);
  expect(told).toEqual([{ name: 'Acme Ltd' }]);
});

test('the look after one that failed tells what it missed', async () => {
  const { look, told } = watch('Acme', new Error('offline'), 'Acme Ltd');
  await look();
  expect(told).toEqual([]);
  await look();
  expect(told).toEqual([{ name: 'Acme Ltd' }]);
});
