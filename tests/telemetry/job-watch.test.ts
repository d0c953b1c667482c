import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { createJobWatch } from '../../src/telemetry/job-watch.ts';

test('a job that outlasts the stop is named once, and what it meets in the closed database is not logged', async () => {
  const lines: unknown[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const watch = createJobWatch(pino({ base: null, timestamp: false }, stream), () => undefined);
  await watch.around({ id: '1', name: 'refresh' }, () => Promise.resolve());
  watch.failed(new RangeError('while it ran'), 'refresh');
  const gate = Promise.withResolvers<void>();
  const left = watch.around({ id: '2', name: 'measure' }, () => gate.promise);

  expect(watch.end()).toBe(1);
  gate.reject(new Error('Cannot use a pool after calling end on the pool'));
  await left.catch((error: unknown) => watch.failed(error, 'measure'));

  expect(lines).toMatchObject([
    { msg: 'job failed', jobName: 'refresh', err: { message: 'while it ran' } },
    { msg: 'jobs did not end in time; another process works on them', jobNames: ['measure'] },
  ]);
});

test('a process whose jobs have ended says nothing', () => {
  const lines: unknown[] = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => (lines.push(chunk), done()) });
  expect(createJobWatch(pino(stream), () => undefined).end()).toBe(0);
  expect(lines).toEqual([]);
});
