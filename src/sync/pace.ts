import { AsyncLocalStorage } from 'node:async_hooks';

/** Work that somebody waits for; while HubSpot is asked on its behalf it needs nothing of this process. */
interface Urgent {
  requests: number;
  /** Nobody waits for it any longer; a request that nobody in it awaited may still be on its way. */
  isOver: boolean;
}

/** Work that nobody waits for, and when it last went on, ms. */
interface Background {
  wentOnAt: number;
}

/** Work in the background goes on after so many times as long as it worked before, however much is urgent. */
const LONGEST_WAIT = 4;

const paces = new AsyncLocalStorage<Urgent | Background>();
/** Urgent work of this process that is at something of its own. */
const busy = new Set<Urgent>();
let allRest = Promise.withResolvers<void>();

/** Somebody waits for this: what runs in the background of this process gives way to it. */
export function urgently<T>(work: () => Promise<T>): Promise<T> {
  if (isUrgent(paces.getStore())) return work();
  const urgent = { requests: 0, isOver: false };
  busy.add(urgent);
  return paces.run(urgent, work).finally(() => {
    urgent.isOver = true;
    rest(urgent);
  });
}

/** Nobody in particular waits for this: at every {@link giveWay} in it, it lets urgent work of this process go first. */
export function inBackground<T>(work: () => Promise<T>): Promise<T> {
  if (isUrgent(paces.getStore())) return work();
  return paces.run({ wentOnAt: performance.now() }, work);
}

/** In the background: waits until no urgent work is busy in this process, at most four times as long as it has worked since. */
export async function giveWay(): Promise<void> {
  const pace = paces.getStore();
  if (pace === undefined || isUrgent(pace)) return;
  if (busy.size > 0) await atMost((performance.now() - pace.wentOnAt) * LONGEST_WAIT, allRest.promise);
  pace.wentOnAt = performance.now();
}

/** A request to HubSpot: in the background it gives way first; of urgent work, others go on while it is answered. */
export async function atPace<T>(request: () => Promise<T>): Promise<T> {
  const pace = paces.getStore();
  if (pace === undefined) return request();
  if (!isUrgent(pace)) {
    await giveWay();
    return request();
  }
  pace.requests += 1;
  rest(pace);
  try {
    return await request();
  } finally {
    pace.requests -= 1;
    if (pace.requests === 0 && !pace.isOver) busy.add(pace);
  }
}

function isUrgent(pace: Urgent | Background | undefined): pace is Urgent {
  return pace !== undefined && 'requests' in pace;
}

function rest(urgent: Urgent): void {
  busy.delete(urgent);
  if (busy.size > 0) return;
  allRest.resolve();
  allRest = Promise.withResolvers();
}

async function atMost(longestMs: number, ended: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, longestMs);
  await Promise.race([ended, promise]);
  clearTimeout(timer);
}
