import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('every file of the tour is there, with the function that is named beside it', () => {
  const tour = readFileSync(`${ROOT}docs/tour.md`, 'utf8').replaceAll('\n', ' ');
  const named = [...tour.matchAll(/`((?:src|extensions)\/[\w/.-]+\.tsx?)`\s+`(\w+)`/g)];
  expect(named.length).toBeGreaterThan(25);
  const wrong = named.filter(([, path = '', name]) => {
    if (!existsSync(ROOT + path)) return true;
    return !new RegExp(`export (async )?(function|const) ${name}\\b`).test(readFileSync(ROOT + path, 'utf8'));
  });
  expect(wrong.map(([text]) => text)).toEqual([]);
  const files = [...tour.matchAll(/`((?:src|extensions|app|docs)[\w/.-]*\.(?:tsx?|json))`/g)];
  expect(files.filter(([, path = '']) => !existsSync(ROOT + path))).toEqual([]);
});

test('what the tour says of circles holds: no property that is read by webhook is one we write', () => {
  const { companyProperties, webhooks } = JSON.parse(readFileSync(`${ROOT}app.json`, 'utf8')) as {
    companyProperties: { properties: { name: string }[] };
    webhooks: { objects: { properties: string[] }[] };
  };
  const read = new Set(webhooks.objects.flatMap((object) => object.properties));
  expect(companyProperties.properties.filter(({ name }) => read.has(name))).toEqual([]);
});
