import type { Request, RequestHandler, Response } from 'express';
import { TooManyRequestsError } from '../errors.ts';

/** `perSecond` requests in the long run, `burst` at once after a rest. */
export interface RequestCell {
  perSecond: number;
  burst: number;
}

/** Per address, for what anybody may call: installing, and downloading by link. */
export const PER_ADDRESS: RequestCell = { perSecond: 2, burst: 60 };
/** Per portal, for cards, pages and actions: far above what people click (HubSpot itself lets 20 at once through). */
export const PER_PORTAL: RequestCell = { perSecond: 100, burst: 1_000 };

/** Most keys remembered: a flood from many addresses must not fill the memory. */
const MOST_KEYS = 10_000;

/**
 * Refuses requests beyond the cell of their key, with the time to wait. Kept in this process's memory: a refusal costs
 * no query; several processes let through that many times as much, which is still no flood.
 */
export function limitRequests(
  cell: RequestCell,
  keyOf: (request: Request, response: Response) => string,
  now: () => number,
): RequestHandler {
  const take = createCells(cell, MOST_KEYS);
  return (request, response, next) => {
    const waitMs = take(keyOf(request, response), now());
    if (waitMs > 0) throw new TooManyRequestsError('Too many requests: wait a moment.', waitMs);
    next();
  };
}

/**
 * The generic cell rate algorithm (ITU-T I.371), one cell per key: 0 if the request may pass, else how long to wait
 * (ms). Beyond `mostKeys`, the least recently used key is forgotten.
 */
export function createCells({ perSecond, burst }: RequestCell, mostKeys: number): (key: string, now: number) => number {
  const intervalMs = 1_000 / perSecond;
  const arrivals = new Map<string, number>();
  return (key, now) => {
    const held = arrivals.get(key) ?? 0;
    // Further ahead than the whole burst: the clock was set back, and nobody has to wait for it to catch up.
    const arrival = held > now + burst * intervalMs ? now : Math.max(held, now);
    const waitMs = arrival - now - (burst - 1) * intervalMs;
    // Moved to the end: the map's first key is the one to forget.
    arrivals.delete(key);
    arrivals.set(key, waitMs > 0 ? arrival : arrival + intervalMs);
    const [oldest] = arrivals.keys();
    if (arrivals.size > mostKeys && oldest !== undefined) arrivals.delete(oldest);
    return Math.max(0, Math.ceil(waitMs));
  };
}
