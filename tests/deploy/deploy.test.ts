import { existsSync, readFileSync } from 'node:fs';
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

const alarms = (parse(read('deploy/prometheus-rules.yaml')) as Rules).groups.flatMap(({ rules }) => rules);

/** Names as Prometheus knows them: a histogram's are its parts. */
async function exposedNames(): Promise<Set<string>> {
  const backlog = { jobs: [], portals: [], oldestStaleS: 0, events: { waiting: 0, setAside: 0 } };
  const { text } = await createMetrics(() => Promise.resolve(backlog)).render();
  const kinds = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    kinds.flatMap(([, name = '', kind]) =>
      kind === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  );
}

test('alarms and pictures ask for metrics that there are', async () => {
  const exposed = await exposedNames();
  const dashboard = JSON.parse(read('deploy/grafana-dashboard.json')) as Dashboard;
  const expressions = [
    ...alarms.map(({ expr }) => expr),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
  const asked = expressions.flatMap((expr) => expr.match(/\b(?:roundtable|process|nodejs)_[a-z0-9_]+/g) ?? []);
  expect(asked.filter((name) => !exposed.has(name))).toEqual([]);
  expect(new Set(asked).size).toBeGreaterThan(8);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});

test('each alarm has its chapter in the runbook, and each chapter its alarm', () => {
  const [, chapters = ''] = read('docs/operations.md').split('## Alarms');
  const titles = [...chapters.matchAll(/^### (\w+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(alarms.map(({ alert }) => alert));
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
