import type { LoggedRequest } from '../../../src/sandbox/hubspot/http/request-log.ts';
import { CELLS, SHARES } from '../../../src/hubspot/limits/limiter.ts';
import { atMost, format, printFigures, printRows, type Figure } from '../support/table.ts';
import type { BenchApp } from './bench-app.ts';
import { IN_STAND_IN, countPortal, listViolations } from './in-stand-in.ts';
import { kindOf, leastRequests, type PortalCounts } from './least-requests.ts';

const REQUESTS_AIM = 1.05;
const TIME_AIM = 1.1;
const GAPS_SHOWN = 6;

/** Parts (a) and (b): installs, waits for the end of the first sync, and weighs its requests and its time. */
export async function measureFirstSync(app: BenchApp): Promise<Figure[]> {
  const { standIn } = app;
  const counts = await standIn.run<PortalCounts>(IN_STAND_IN, countPortal.name);
  const startedAt = Date.now();
  await app.install();
  await app.untilActive();
  const wallMs = Date.now() - startedAt;
  const requests = await app.listRequests(startedAt);
  const violations = await standIn.run<string[]>(IN_STAND_IN, listViolations.name);
  for (const violation of violations) console.log(`HubSpot knows nothing of ${violation}`);
  const figures: Figure[] = [
    ...weighRequests(counts, requests),
    ...weighTime(requests, wallMs),
    {
      name: '    unknown paths, fields or properties',
      value: format(violations.length),
      aim: '0',
      met: violations.length === 0,
    },
  ];
  printGaps(requests, { startedAt, endedAt: startedAt + wallMs });
  printFigures('First sync at HubSpot’s limits', figures);
  return figures;
}

function weighRequests(counts: PortalCounts, requests: readonly LoggedRequest[]): Figure[] {
  const least = leastRequests(counts);
  const used = Map.groupBy(requests, kindOf);
  const known = new Set(least.map(({ kind }) => kind));
  const rows = [
    ...least.map(({ kind, least, formula }) => [kind, String(used.get(kind)?.length ?? 0), String(least), formula]),
    ...[...used].filter(([kind]) => !known.has(kind)).map(([kind, list]) => [kind, String(list.length), '0', '']),
  ];
  printRows('(a) Requests of the first sync', ['kind', 'used', 'least', 'how many are needed'], rows);
  const sum = least.reduce((total, { least }) => total + least, 0);
  return [
    atMost(`(a) requests used / least possible (${requests.length} / ${sum})`, requests.length / sum, REQUESTS_AIM),
  ];
}

function weighTime(requests: readonly LoggedRequest[], wallMs: number): Figure[] {
  const general = requests.filter(({ limit }) => limit === 'general').length;
  const { intervalMs, burst } = CELLS.general;
  const limiterMs = (general - burst * SHARES.background) * intervalMs;
  const hubspotMs = Math.max(0, ((general - 110) / 110) * 10_000);
  const refused = requests.filter(({ status }) => status === 429).length;
  return [
    atMost(`(b) wall time / limiter alone (${seconds(wallMs)} / ${seconds(limiterMs)})`, wallMs / limiterMs, TIME_AIM),
    { name: '    the least HubSpot itself allows: (requests - 110) / 11 per second', value: seconds(hubspotMs) },
    { name: '    answers 429', value: format(refused), aim: '0', met: refused === 0 },
  ];
}

/** Where the limiter was left idle: what to look at where (b) misses its aim. */
function printGaps(requests: readonly LoggedRequest[], span: { startedAt: number; endedAt: number }): void {
  const moments = [
    { name: 'the install', atMs: span.startedAt },
    ...requests.map((request) => ({ name: kindOf(request), atMs: request.atMs })),
    { name: 'the end', atMs: span.endedAt },
  ];
  const gaps = moments.slice(1).map((moment, index) => {
    const before = moments[index] ?? moment;
    return { between: `${before.name} -> ${moment.name}`, ms: moment.atMs - before.atMs };
  });
  const longest = gaps.toSorted((left, right) => right.ms - left.ms).slice(0, GAPS_SHOWN);
  const rows = longest.map(({ between, ms }) => [between, `${ms} ms`]);
  printRows('(b) Longest times between two requests', ['between', 'time'], rows);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
