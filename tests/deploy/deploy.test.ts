import { existsSync, globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../src/telemetry/metrics.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}
interface Dashboard {
  panels: { id: number; title: string; targets: { expr: string }[] }[];
}
interface Compose {
  services: Record<string, { environment?: Record<string, string>; user?: string; image: string }>;
}

const alerts = (parse(read('deploy/prometheus-rules.yaml')) as Rules).groups.flatMap(({ rules }) => rules);

const dashboard = JSON.parse(read('deploy/grafana-dashboard.json')) as Dashboard;
const expressions = [
  ...alerts.map(({ expr }) => expr),
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

/** Names as Prometheus knows them (a histogram's are its parts), each with its labels and the values that are known of them. */
async function exposeAll(): Promise<Map<string, Record<string, Set<string>>>> {
  const backlog = {
    jobs: [{ name: 'refresh', waiting: 1, active: 1 }],
    portals: [{ status: 'active', count: 1 }],
    oldestStaleS: 0,
    events: { waiting: 0, setAside: 0 },
  };
  const metrics = createMetrics(() => Promise.resolve(backlog));
  metrics.answered({ method: 'GET', route: '/api/cards/account', status: 503, durationMs: 1 });
  metrics.asked({
    method: 'GET',
    path: '/crm/objects/2026-09/companies',
    status: 429,
    waitedMs: 1,
    durationMs: 1,
  });
  metrics.settled({ name: 'refresh', outcome: 'failed', durationMs: 1 });
  const exposed = new Map<string, Record<string, Set<string>>>();
  for (const [, name = '', list = ''] of (await metrics.render()).text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const labels = exposed.get(name) ?? { job: new Set(['roundtable']) };
    for (const [, label = '', value = ''] of list.matchAll(/(\w+)="([^"]*)"/g))
      (labels[label] ??= new Set()).add(value);
    exposed.set(name, labels);
  }
  return exposed;
}

test('alerts and pictures ask for metrics that there are, by labels and values that they have', async () => {
  const exposed = await exposeAll();
  const asked = expressions.flatMap((expr) => [
    ...expr.matchAll(/\b((?:roundtable|process|nodejs)_\w+)(?:\{([^}]*)\})?/g),
  ]);
  expect(new Set(asked.map(([, name]) => name)).size).toBeGreaterThan(8);
  for (const [, name = '', matchers = ''] of asked) {
    const labels = exposed.get(name);
    expect({ name, isThere: labels !== undefined }).toEqual({ name, isThere: true });
    for (const [matcher, label = '', how, value = ''] of matchers.matchAll(/(\w+)(=~?)"([^"]*)"/g)) {
      const isHeld = [...(labels?.[label] ?? [])].some((held) =>
        how === '=' ? held === value : new RegExp(`^(?:${value})$`).test(held),
      );
      expect({ name, matcher, isHeld }).toEqual({ name, matcher, isHeld: true });
    }
  }
  for (const expr of expressions) {
    const [, name = ''] = /\b((?:roundtable|process|nodejs)_\w+)/.exec(expr) ?? [];
    const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, ?/));
    expect(grouped.filter((label) => exposed.get(name)?.[label] === undefined)).toEqual([]);
  }
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});

test('queries are whole: each bracket is closed, and each function is one of Prometheus', () => {
  const functions = new Set(['histogram_quantile', 'rate', 'sum', 'max', 'by']);
  for (const expr of expressions) {
    const bare = expr.replaceAll(/"[^"]*"/g, '');
    const open: string[] = [];
    for (const sign of bare.match(/[()[\]{}]/g) ?? []) {
      if ('([{'.includes(sign)) open.push(sign);
      else
        expect({ expr, pair: `${open.pop()}${sign}` }).toEqual({
          expr,
          pair: expect.stringMatching(/^(?:\(\)|\[\]|\{\})$/),
        });
    }
    expect({ expr, open }).toEqual({ expr, open: [] });
    const called = [...bare.matchAll(/\b(\w+) ?\(/g)].map(([, name = '']) => name);
    expect(called.filter((name) => !functions.has(name))).toEqual([]);
  }
});

test('what the runbook quotes from the log, and the pictures it sends to, are there', () => {
  const [, sections = ''] = read('docs/operations.md').split('## Alerts');
  const source = globSync('src/**/*.ts', { cwd: ROOT }).map(read).join('\n');
  const quoted = [...sections.matchAll(/`"([^"`]+)"`/g)].map(([, words = '']) => words);
  const codes = [...sections.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, code = '']) => code);
  expect([quoted.length, codes.length]).toEqual([3, 2]);
  expect([...quoted, ...codes].filter((words) => !source.includes(`'${words}'`))).toEqual([]);
  const titles = new Set([...dashboard.panels.map(({ title }) => title), ...alerts.map(({ alert }) => alert)]);
  const named = [...sections.matchAll(/\*([A-Z][^*]+)\*/g)].map(([, title = '']) => title);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((title) => !titles.has(title))).toEqual([]);
});

test('each alert has its section in the runbook, and each section its alert', () => {
  const [, sections = ''] = read('docs/operations.md').split('## Alerts');
  const titles = [...sections.matchAll(/^### (\w+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(alerts.map(({ alert }) => alert));
  expect(titles).toHaveLength(10);
});

test('the composition gives each process what it needs, by names that are documented', () => {
  const { services } = parse(read('deploy/compose.yaml'), { merge: true }) as Compose;
  expect(Object.keys(services)).toEqual(['postgres', 'web', 'worker']);
  const documented = new Set([...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name));
  for (const role of ['web', 'worker']) {
    const names = Object.keys(services[role]?.environment ?? {});
    expect(names.filter((name) => !name.startsWith('OTEL_') && !documented.has(name))).toEqual([]);
    expect(services[role]?.environment?.['ROLE']).toBe(role);
    const needed = ['DATABASE_URL', 'APP_BASE_URL', 'HUBSPOT_CLIENT_ID', 'HUBSPOT_CLIENT_SECRET', 'ENCRYPTION_KEYS'];
    expect(names).toEqual(expect.arrayContaining(needed));
  }
  expect(Object.values(services).every(({ image }) => !image.endsWith(':latest'))).toBe(true);
});

test('the image is pinned, is not run as root, and copies files that there are', () => {
  const lines = read('deploy/Containerfile').split('\n');
  expect(lines.find((line) => line.startsWith('ARG NODE='))).toMatch(/node:\d+\.\d+\.\d+-/);
  const { node } = (JSON.parse(read('package.json')) as { devDependencies: { node: string } }).devDependencies;
  expect(lines).toContain(`ARG NODE=node:${node}-bookworm-slim`);
  // Its health check asks the operator's port, which is open only where the environment names it.
  expect(lines.find((line) => line.startsWith('ENV '))).toContain('OPERATOR_PORT=9090');
  expect(lines.findLastIndex((line) => line.startsWith('USER node'))).toBeGreaterThan(
    lines.findLastIndex((line) => line.startsWith('FROM')),
  );
  const copied = lines
    .filter((line) => line.startsWith('COPY') && !line.includes('--from'))
    .flatMap((line) => line.split(' ').slice(1, -1));
  expect(copied.filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([]);
  // An exception (`!…`) for all that is copied, and the rest, secrets above all, stays where it is.
  const [first, ...kept] = read('deploy/Containerfile.dockerignore')
    .split('\n')
    .filter((line) => !/^(#|$)/.test(line));
  expect(first).toBe('*');
  expect(copied.filter((path) => !kept.some((pattern) => matchesGlob(path, pattern.slice(1))))).toEqual([]);
  expect(['.env', '.sandbox', '.git', 'node_modules'].filter((path) => kept.includes(`!${path}`))).toEqual([]);
  const workspaces = copied.filter((path) => path.startsWith('extensions/'));
  expect(workspaces).toHaveLength(4);
});

test('the workflow runs what anybody runs, pinned and with the least rights', () => {
  const workflow = parse(read('.github/workflows/ci.yaml')) as {
    permissions: Record<string, string>;
    jobs: Record<string, { steps: { run?: string; uses?: string }[] }>;
  };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  expect(steps.flatMap(({ run }) => run ?? [])).toEqual(['bash .ci/run']);
  expect(steps.flatMap(({ uses }) => uses ?? []).every((action) => /@v\d+$/.test(action))).toBe(true);
  expect(workflow.permissions).toEqual({ contents: 'read' });
});
