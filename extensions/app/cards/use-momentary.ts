import { useEffect, useState } from 'react';

/** A state that resets to `null` after `forMs`. */
export function useMomentary<T>(forMs: number): [T | null, (value: T | null) => void] {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    if (value === null) return undefined;
    const timer = setTimeout(() => setValue(null), forMs);
    return () => clearTimeout(timer);
  }, [value, forMs]);
  return [value, setValue];
}
