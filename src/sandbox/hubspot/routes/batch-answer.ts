import type { Answer } from '../http/endpoint.ts';
import type { PortalStore } from '../store/portal-store.ts';

/** One input of a batch that failed on its own. */
export interface BatchError {
  status: 'error';
  category: string;
  subCategory?: string;
  message: string;
  context?: Record<string, string[]>;
}

/** The answer to a batch: `okStatus`, or 207 with the errors if some inputs failed. */
export function batchAnswer(
  store: PortalStore,
  {
    okStatus,
    startedAtMs,
    results,
    errors = [],
  }: { okStatus: number; startedAtMs: number; results: unknown[]; errors?: BatchError[] },
): Answer {
  return {
    status: errors.length > 0 ? 207 : okStatus,
    body: {
      completedAt: new Date(store.now()).toISOString(),
      status: 'COMPLETE',
      startedAt: new Date(startedAtMs).toISOString(),
      results,
      ...(errors.length > 0 ? { errors, numErrors: errors.length } : {}),
    },
  };
}
