import type { RequestFaultKind } from '../faults/fault-kinds.ts';
import type { ViolationKind } from './endpoint.ts';

/** One request the stand-in answered. */
export interface LoggedRequest {
  atMs: number;
  method: string;
  path: string;
  /** The endpoint's pattern; null for an unknown path. */
  endpoint: string | null;
  /** The limit it counted against. */
  limit: 'general' | 'search' | 'none';
  status: number;
  /** The injected fault, if any; `status` is then that of the answer, if one was sent. */
  fault: RequestFaultKind | null;
  durationMs: number;
}

/** A request that a correct app never sends: an unknown path, parameter, field or property. */
export interface Violation {
  at: string;
  kind: ViolationKind;
  method: string;
  path: string;
  detail: string;
}
