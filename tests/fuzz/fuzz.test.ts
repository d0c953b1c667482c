import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { collectCorpus } from './corpus.ts';
import { drawShots } from './mutate.ts';
import { runFuzz } from './run-fuzz.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

test('what is real in the corpus is answered as such, so that its mutations reach what they are meant for', async () => {
  const corpus = await collectCorpus(app);
  const reads = corpus.filter(({ method }) => method === 'GET');
  for (const { path } of reads) expect({ path, status: (await app.call(path)).status }).toEqual({ path, status: 200 });
});

test('mutated requests are answered, none with a fault of ours', async () => {
  const { failures, statuses, sent } = await runFuzz(app, { seed: 20_261_122, requests: 300 });
  expect(failures).toEqual([]);
  expect(sent).toBe(300);
  expect(statuses[200]).toBeGreaterThan(30);
}, 120_000);

test('the same seed draws the same requests', async () => {
  const corpus = await collectCorpus(app);
  expect(drawShots(corpus, 5, 60)).toEqual(drawShots(corpus, 5, 60));
  expect(drawShots(corpus, 6, 60)).not.toEqual(drawShots(corpus, 5, 60));
});
