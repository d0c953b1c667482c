import { useCallback, useRef, useState } from 'react';
import { faultsOf, isUnanswered, type FieldFault } from './call-app.ts';

export interface Actions<T> {
  /** Name of the action that is under way; one at a time. */
  busy: string | null;
  /** Name of the last action, where it was done: a control that acts at once says so until the next one begins. */
  done: string | null;
  /** The last action that failed, by its name; `retry` sends the very same request. */
  failed: {
    name: string;
    message: string;
    faults: readonly FieldFault[];
    isUnanswered: boolean;
    retry: () => void;
  } | null;
  /** Sends a change, gives its answer to `replace`, then calls `onDone`. */
  act: (name: string, send: () => Promise<T>, onDone?: () => void) => void;
}

/** Changes that people make, each answered with the fresh state, which `replace` takes over (keep it stable). */
export function useActions<T>(replace: (data: T) => void): Actions<T> {
  const [busy, setBusy] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [failed, setFailed] = useState<Actions<T>['failed']>(null);
  /** Takes effect at once, whereas `busy` does so from the next rendering on: a double click is one click. */
  const isUnderway = useRef(false);

  const act = useCallback(
    (name: string, send: () => Promise<T>, onDone?: () => void) => {
      if (isUnderway.current) return;
      isUnderway.current = true;
      const run = async (): Promise<void> => {
        setBusy(name);
        setDone(null);
        setFailed(null);
        try {
          replace(await send());
          setDone(name);
          onDone?.();
        } catch (failure) {
          const { message } = failure as Error;
          const retry = (): void => act(name, send, onDone);
          setFailed({ name, message, faults: faultsOf(failure), isUnanswered: isUnanswered(failure), retry });
        }
        isUnderway.current = false;
        setBusy(null);
      };
      void run();
    },
    [replace],
  );
  return { busy, done, failed, act };
}
