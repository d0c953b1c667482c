import { useCallback, useRef, useState } from 'react';

export interface Keeper<T> {
  /** Sends the changes so far; changes made while a request is running are sent after it. */
  keep: (value: T) => void;
  /** Waits until everything is saved, and retries what failed. @throws the reason if it fails again */
  finish: () => Promise<void>;
  /** Discards what is waiting, and waits for the running request. */
  giveUp: () => Promise<void>;
  isKeeping: boolean;
  /** Why saving failed; `retry` sends everything unsaved. */
  failed: { message: string; retry: () => void } | null;
}

/**
 * Saves changes on the server, one request after the other, so that an earlier one never overwrites a later one.
 * @param send stable
 * @param merge stable; combines two waiting values into the one to send
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
