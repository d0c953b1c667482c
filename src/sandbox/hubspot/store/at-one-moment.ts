import type { PortalStore } from './portal-store.ts';

/** Runs `work` with the portal's clock stopped: a bulk edit gives thousands of records the same timestamp. */
export function atOneMoment<T>(store: PortalStore, work: () => T): T {
  const { now } = store;
  const atMs = now();
  store.now = () => atMs;
  try {
    return work();
  } finally {
    store.now = now;
  }
}
