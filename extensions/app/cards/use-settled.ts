import { useEffect, useState } from 'react';

/** Whether `shown` has been the same for `forMs`; what is there from the beginning is. */
export function useSettled(shown: string, forMs: number): boolean {
  const [settled, setSettled] = useState(shown);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(shown), forMs);
    return () => clearTimeout(timer);
  }, [shown, forMs]);
  return settled === shown;
}
