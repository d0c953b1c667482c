import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/http/create-app.ts';
import { listRoutes } from '../fixtures/list-routes.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { collectCorpus } from './corpus.ts';
import { drawShots } from './mutate.ts';
import { runFuzz } from './run-fuzz.ts';

/** There is nothing to go through before the list is kept. */
const NOT_YET = '/api/pages/target-list/refresh';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

test('what is real in the corpus is answered as such, so that its mutations reach what they are meant for', async () => {
  const corpus = await collectCorpus(app);
  const reads = corpus.filter(({ method, signed }) => method === 'GET' && signed === 'caller');
  for (const { path } of reads) {
    const { status } = await app.call(path);
    expect({ path, status }).toEqual({ path, status: path === NOT_YET ? 400 : 200 });
  }
});

test('every route of the app is in the corpus', async () => {
  const corpus = await collectCorpus(app);
  const asked = new Set(corpus.map(({ method, path }) => `${method} ${path.split('?')[0]}`));
  const routes = listRoutes(() => createApp(app.context)).map(
    ({ method, path }) => `${method} ${path.replace(':companyId', '101')}`,
  );
  expect(routes.length).toBeGreaterThan(80);
  expect(routes.filter((route) => !asked.has(route))).toEqual([]);
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
