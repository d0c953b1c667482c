import { useEffect } from 'react';

/** Calls `reload` (keep it stable) every `everyMs`; `null` pauses. */
export function usePolling(reload: () => void, everyMs: number | null): void {
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = setInterval(reload, everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);
}
