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
  /** The fault that was injected; `status` is then what was sent of an answer, if any was. */
  fault: RequestFaultKind | null;
  durationMs: number;
}

/** A request no well-made app sends: an unknown path, parameter, field or property. */
export interface Violation {
  at: string;
  kind: ViolationKind;
  method: string;
  path: string;
  detail: string;
}
