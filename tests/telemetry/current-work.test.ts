import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { currentWork } from '../../src/telemetry/current-work.ts';
import type { SettledJob } from '../../src/telemetry/metrics.ts';
import { watchJob } from '../../src/telemetry/watch-job.ts';

function createLog() {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  });
  return { log: pino({ mixin: currentWork }, stream), lines };
}

test('what is logged within a job carries its id, also beside another job', async () => {
  const { log, lines } = createLog();
  const work = (id: string, delayMs: number) =>
    watchJob(
      { id, name: 'refresh' },
      () => undefined,
      async () => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        log.info(`from ${id}`);
      },
    );
  await Promise.all([work('a', 20), work('b', 5)]);
  log.info('outside');
  expect(lines.map(({ msg, jobId, jobName }) => [msg, jobId, jobName])).toEqual([
    ['from b', 'b', 'refresh'],
    ['from a', 'a', 'refresh'],
    ['outside', undefined, undefined],
  ]);
});

test('a job is counted by how it ended, and what it throws is thrown on', async () => {
  const settled: SettledJob[] = [];
  const watch = (work: () => Promise<void>) => watchJob({ id: '1', name: 'sweep' }, (job) => settled.push(job), work);
  const aborted = Object.assign(new Error('stopping'), { name: 'AbortError' });
  await watch(() => Promise.resolve());
  await expect(watch(() => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
  await expect(watch(() => Promise.reject(aborted))).rejects.toBe(aborted);
  expect(settled.map(({ outcome }) => outcome)).toEqual(['completed', 'failed', 'stopped']);
});
