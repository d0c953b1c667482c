import type { PortalStore } from './portal-store.ts';

/** Runs `work` with the portal's clock standing still, as a bulk edit stamps thousands of records with one millisecond. */
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
