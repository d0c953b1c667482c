import { atMost, printFigures, printRows, type Figure } from '../support/table.ts';
import type { BenchApp } from './bench-app.ts';
import { changeAccounts, IN_STAND_IN } from './in-stand-in.ts';

const CHANGES = 1_000;
const AIM = 0.05;

/** Part (d): a thousand accounts change at once in a synced portal; how many requests until all is published. */
export async function measureBurst(app: BenchApp): Promise<Figure[]> {
  const { standIn } = app;
  await app.untilIdle();
  const startedAt = Date.now();
  const changed = await standIn.run<number>(IN_STAND_IN, changeAccounts.name, CHANGES);
  await app.untilIdle();
  const requests = await app.listRequests(startedAt);
  const byKind = Map.groupBy(requests, ({ method, path }) => `${method} ${path}`);
  const rows = [...byKind].map(([kind, list]) => [kind, String(list.length)]);
  printRows('(d) Requests after a burst of changes', ['request', 'sent'], rows);
  const lastMs = Math.max(...requests.map(({ atMs }) => atMs)) - startedAt;
  const figures: Figure[] = [
    atMost(`(d) requests / changed account (${requests.length} / ${changed})`, requests.length / changed, AIM),
    { name: '    from the changes to the last write', value: `${(lastMs / 1000).toFixed(1)} s` },
  ];
  printFigures('A burst of changes, webhooks on', figures);
  return figures;
}
