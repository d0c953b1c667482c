import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** One request that the app answered. */
export interface AnsweredRequest {
  method: string;
  /** The route's pattern, never the address: that names people. */
  route: string;
  status: number;
  durationMs: number;
}

/** One attempt of a request to HubSpot. */
export interface HubSpotAttempt {
  method: string;
  path: string;
  /** `null` where no answer came. */
  status: number | null;
  waitedMs: number;
  durationMs: number;
}

export interface SettledJob {
  name: string;
  outcome: 'completed' | 'failed' | 'stopped';
  durationMs: number;
}

/** Figures over all portals and processes, read on demand. */
export interface Backlog {
  jobs: readonly { name: string; waiting: number; active: number }[];
  portals: readonly { status: string; count: number }[];
  /** Age of the change that has waited longest to be computed, in seconds. */
  oldestStaleS: number;
  /** Webhook events that are not processed yet, and those set aside after several failures. */
  events: { waiting: number; setAside: number };
}

export interface Metrics {
  answered: (request: AnsweredRequest) => void;
  asked: (attempt: HubSpotAttempt) => void;
  settled: (job: SettledJob) => void;
  /** In Prometheus' text format. */
  render: () => Promise<{ contentType: string; text: string }>;
}

/** Bounds of the histograms: a card should answer in 100 ms; a request to HubSpot may take 30 s. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const JOB_SECONDS = [0.05, 0.25, 1, 5, 15, 60, 300, 1800, 7200];

/**
 * The metrics of one process, in a registry of its own. No label names a portal: a thousand portals would be a thousand
 * series of each, and whose portal is slow is a question for the logs.
 * @param readBacklog called at each `render`; where it throws, the backlog is left out and `roundtable_backlog_up` is 0
 */
export function createMetrics(readBacklog: () => Promise<Backlog>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answered = new Histogram({
    name: 'roundtable_http_request_seconds',
    help: 'Requests answered by the app, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const asked = new Histogram({
    name: 'roundtable_hubspot_request_seconds',
    help: 'Attempts of requests to HubSpot; status 0 where no answer came',
    labelNames: ['method', 'endpoint', 'status'],
    buckets: SECONDS,
    registers,
  });
  const waited = new Histogram({
    name: 'roundtable_hubspot_limiter_wait_seconds',
    help: 'Time requests to HubSpot waited for their place in its limits',
    buckets: SECONDS,
    registers,
  });
  const jobs = new Histogram({
    name: 'roundtable_job_seconds',
    help: 'Jobs worked on, by how they ended',
    labelNames: ['name', 'outcome'],
    buckets: JOB_SECONDS,
    registers,
  });
  const setBacklog = createBacklogGauges(registers);
  return {
    answered: ({ method, route, status, durationMs }) => answered.observe({ method, route, status }, durationMs / 1000),
    asked: ({ method, path, status, waitedMs, durationMs }) => {
      asked.observe({ method, endpoint: toEndpoint(path), status: status ?? 0 }, durationMs / 1000);
      waited.observe(waitedMs / 1000);
    },
    settled: ({ name, outcome, durationMs }) => jobs.observe({ name, outcome }, durationMs / 1000),
    render: async () => {
      setBacklog(await readBacklog().catch(() => null));
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function createBacklogGauges(registers: Registry[]): (backlog: Backlog | null) => void {
  const up = new Gauge({ name: 'roundtable_backlog_up', help: '1 where the database told of the backlog', registers });
  const jobs = new Gauge({
    name: 'roundtable_jobs',
    help: 'Jobs in the queue of all processes',
    labelNames: ['name', 'state'],
    registers,
  });
  const portals = new Gauge({ name: 'roundtable_portals', help: 'Portals', labelNames: ['status'], registers });
  const stale = new Gauge({
    name: 'roundtable_oldest_stale_seconds',
    help: 'Age of the change that has waited longest to be computed',
    registers,
  });
  const events = new Gauge({
    name: 'roundtable_webhook_events',
    help: 'Webhook events not worked off',
    labelNames: ['state'],
    registers,
  });
  return (backlog) => {
    for (const gauge of [jobs, portals, stale, events]) gauge.reset();
    up.set(backlog === null ? 0 : 1);
    if (backlog === null) return;
    for (const { name, waiting, active } of backlog.jobs) {
      jobs.set({ name, state: 'waiting' }, waiting);
      jobs.set({ name, state: 'active' }, active);
    }
    for (const { status, count } of backlog.portals) portals.set({ status }, count);
    stale.set(backlog.oldestStaleS);
    events.set({ state: 'waiting' }, backlog.events.waiting);
    events.set({ state: 'set_aside' }, backlog.events.setAside);
  };
}

/** A path without its ids and names, so that only a few dozen differ. */
export function toEndpoint(path: string): string {
  const [plain = ''] = path.split('?');
  return plain
    .split('/')
    .map((part) => (/^\d+$/.test(part) || /[%@.]/.test(part) ? '{id}' : part))
    .join('/')
    .replace(/(\/properties\/[^/]+\/[^/]+\/)(?!groups$)[^/]+$/, '$1{name}');
}
