import { createFaultPlan } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import type { FaultPlan } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import type { FaultKind, RequestFaultKind } from '../../../src/sandbox/hubspot/faults/fault-kinds.ts';

const RATES: Partial<Record<FaultKind, number>> = {
  // Each costs the portal the rest of its ten seconds.
  rate_limit_ten_secondly: 0.006,
  rate_limit_search: 0.08,
  locked: 0.01,
  migrating: 0.01,
  html_502: 0.02,
  html_504: 0.01,
  html_200: 0.01,
  hang: 0.01,
  reset_before: 0.01,
  reset_mid_body: 0.02,
  expired_token: 0.05,
  webhook_lost: 0.05,
  webhook_duplicated: 0.1,
  webhook_reordered: 0.1,
};

/** A task whose answer is lost is there all the same: the worst that can happen to a create, and rare among all requests. */
const TASK_RATES: Partial<Record<FaultKind, number>> = {
  html_502: 0.15,
  reset_mid_body: 0.15,
  hang: 0.1,
  locked: 0.05,
};
const HANG_MS = 2500;
/** How often the process that makes a task is killed before it hears of it, and in how many of a seed's. */
const KILLED_IN_CREATE = 0.15;
const MOST_KILLED_IN_CREATE = 2;

export interface RunFaults {
  plan: FaultPlan;
  /** Called where a task was just made and nobody has been told yet. */
  onTaskMade: () => void;
  /** Whether who writes to these companies is killed of it. */
  killsWriter: (companyIds: string[]) => boolean;
  /** Called where they were just written and nobody has been told yet. */
  onWritten: (companyIds: string[]) => void;
}

/** What goes wrong in a run of this seed: everything a little, the creation of tasks often. Without `faults` nothing. */
export function createRunFaults(seed: number, { faults }: { faults: boolean }): RunFaults {
  const general = createFaultPlan({ seed, rates: faults ? RATES : {}, hangMs: HANG_MS });
  const tasks = createFaultPlan({ seed, rates: faults ? TASK_RATES : {}, hangMs: HANG_MS });
  const kills = createFaultPlan({ seed, rates: faults ? { hang: KILLED_IN_CREATE } : {}, hangMs: HANG_MS });
  const run: RunFaults = {
    onTaskMade: () => undefined,
    killsWriter: () => false,
    onWritten: () => undefined,
    plan: {
      ...general,
      // Spread would copy the switch: it is asked of each request.
      get enabled() {
        return general.enabled;
      },
      set enabled(enabled) {
        for (const plan of [general, tasks, kills]) plan.enabled = enabled;
      },
      get counts() {
        return addUp(general.counts, tasks.counts);
      },
      get carriedOut() {
        return addUp(general.carriedOut, tasks.carriedOut);
      },
      meetRequest: (request) => {
        if (request.path.endsWith('/companies/batch/update')) {
          const companyIds = [...request.content.matchAll(/"id":"(\d+)"/g)].map(([, id = '']) => id);
          if (run.killsWriter(companyIds)) {
            setImmediate(() => run.onWritten(companyIds));
            return { kind: 'hang', carriedOut: true };
          }
        }
        if (request.method !== 'POST' || !request.path.endsWith('/tasks')) return general.meetRequest(request);
        if (kills.counts.hang >= MOST_KILLED_IN_CREATE || kills.meetRequest(request) === null)
          return tasks.meetRequest(request);
        setImmediate(() => run.onTaskMade());
        return { kind: 'hang', carriedOut: true };
      },
    },
  };
  return run;
}

function addUp<Kind extends FaultKind | RequestFaultKind>(
  one: Record<Kind, number>,
  other: Record<Kind, number>,
): Record<Kind, number> {
  const kinds = Object.keys(one) as Kind[];
  return Object.fromEntries(kinds.map((kind) => [kind, one[kind] + other[kind]])) as Record<Kind, number>;
}
