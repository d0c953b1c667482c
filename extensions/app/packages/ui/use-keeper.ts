import { useCallback, useRef, useState } from 'react';

export interface Keeper<T> {
  /** Sends what somebody has done so far; what is done while it is on its way follows it. */
  keep: (value: T) => void;
  /** Waits until everything is kept, and sends once more what was not. @throws why it still is not */
  finish: () => Promise<void>;
  /** Gives up what waits, and waits for what is on its way. */
  giveUp: () => Promise<void>;
  isKeeping: boolean;
  /** Why it was not kept; `retry` sends all that is not. */
  failed: { message: string; retry: () => void } | null;
}

/**
 * Keeps on the server what is done here, one request after the other, so that a later one is never overtaken by an earlier one.
 * @param send stable
 * @param merge stable; what is to be sent of two values that both wait
 */
export function useKeeper<T>(send: (value: T) => Promise<unknown>, merge: (earlier: T, later: T) => T): Keeper<T> {
  const [isKeeping, setIsKeeping] = useState(false);
  const [failed, setFailed] = useState<Keeper<T>['failed']>(null);
  const waiting = useRef<{ value: T } | null>(null);
  const underWay = useRef<Promise<Error | null> | null>(null);

  const flush = useCallback(() => {
    const run = async (): Promise<Error | null> => {
      let problem: Error | null = null;
      for (let next = waiting.current; next !== null; next = waiting.current) {
        waiting.current = null;
        try {
          await send(next.value);
          setFailed(null);
        } catch (failure) {
          const later = waiting.current as { value: T } | null;
          waiting.current = later === null ? next : { value: merge(next.value, later.value) };
          problem = failure as Error;
          setFailed({ message: problem.message, retry: flush });
          break;
        }
      }
      underWay.current = null;
      setIsKeeping(false);
      return problem;
    };
    if (underWay.current !== null || waiting.current === null) return;
    setIsKeeping(true);
    underWay.current = run();
  }, [send, merge]);

  const keep = useCallback(
    (value: T) => {
      waiting.current = { value: waiting.current === null ? value : merge(waiting.current.value, value) };
      flush();
    },
    [flush, merge],
  );
  const finish = useCallback(async () => {
    await underWay.current;
    flush();
    const problem = await underWay.current;
    if (problem !== null) throw problem;
  }, [flush]);
  const giveUp = useCallback(async () => {
    waiting.current = null;
    await underWay.current;
    waiting.current = null;
    setFailed(null);
  }, []);
  return { keep, finish, giveUp, isKeeping, failed };
}
