import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../../src/http/create-app.ts';
import { describeApi } from '../../../src/http/rest/openapi.ts';
import { listRoutes } from '../../fixtures/list-routes.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test('the document names every route of version 1 but its own, and no other', () => {
  const mounted = listRoutes(() => createApp(app.context))
    .filter(({ path }) => path === '/signals' || (path.startsWith('/v1/') && path !== '/v1/openapi.json'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  const { paths } = describeApi(app.url) as { paths: Record<string, object> };
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(mounted).toContain('GET /v1/accounts/{companyId}');
  expect(mounted.toSorted()).toEqual(described.toSorted());
});
