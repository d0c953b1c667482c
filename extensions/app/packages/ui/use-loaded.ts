import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  /** The latest answer; kept while it is reloaded. */
  data: T | null;
  problem: Error | null;
  isLoading: boolean;
  reload: () => void;
  /** Replaces it by the answer to another request. */
  replace: (data: T) => void;
}

/** Runs `load` at once and whenever it changes (keep it stable); an outdated answer is dropped. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [data, setData] = useState<T | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const turn = useRef(0);

  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setIsLoading(true);
    const isOvertaken = (): boolean => turn.current !== mine;
    const run = async (): Promise<void> => {
      try {
        const next = await load();
        if (isOvertaken()) return;
        setData(next);
        setProblem(null);
      } catch (failure) {
        if (isOvertaken()) return;
        setProblem(failure as Error);
      }
      setIsLoading(false);
    };
    void run();
  }, [load]);

  const replace = useCallback((next: T) => {
    turn.current += 1;
    setData(next);
    setProblem(null);
    setIsLoading(false);
  }, []);

  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
    };
  }, [reload]);

  return { data, problem, isLoading, reload, replace };
}
