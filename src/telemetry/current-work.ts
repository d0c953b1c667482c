import { AsyncLocalStorage } from 'node:async_hooks';

/** What the process is working on when it logs: a request or a job. */
export interface CurrentWork {
  requestId?: string;
  jobId?: string;
  jobName?: string;
}

const current = new AsyncLocalStorage<CurrentWork>();

/** Whatever is logged within `work` carries these ids. */
export function duringWork<T>(ids: CurrentWork, work: () => T): T {
  return current.run(ids, work);
}

/** The ids of what runs now, for pino's `mixin`; none outside of requests and jobs. */
export function currentWork(): CurrentWork {
  return current.getStore() ?? {};
}
