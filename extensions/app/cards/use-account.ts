import { useCallback, useEffect, useRef, useState } from 'react';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { AccountClient, Click } from './account-client.ts';
import type { AccountCardData } from './card-data.ts';

/** A sync takes minutes, the tasks of a play a second or two. */
const POLL_SYNC_MS = 5_000;
const POLL_START_MS = 1_500;

export interface Account {
  data: AccountCardData | null;
  /** Why the account could not be read. */
  loadProblem: Error | null;
  /** The last click that failed; `retry` sends the very same request. */
  failed: { message: string; retry: () => void } | null;
  /** Name of the click that is under way; one at a time. */
  busy: string | null;
  reload: () => void;
  /** Sends a click, takes over the fresh account, then calls `onDone`. */
  act: (name: string, click: Click, onDone?: () => void) => void;
}

/** The account of a card: read once, read again by itself while the server is still at work, changed by clicks. */
export function useAccount(client: AccountClient): Account {
  const { data, problem, reload, replace } = useLoaded(client.load);
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<Account['failed']>(null);
  /** Holds at once, where `busy` holds from the next rendering on: a double click is one click. */
  const isUnderway = useRef(false);

  const pollMs = findPollMs(data);
  useEffect(() => {
    if (pollMs === null) return undefined;
    const timer = setInterval(reload, pollMs);
    return () => clearInterval(timer);
  }, [pollMs, reload]);

  const act = useCallback(
    (name: string, click: Click, onDone?: () => void) => {
      if (isUnderway.current) return;
      isUnderway.current = true;
      const run = async (): Promise<void> => {
        setBusy(name);
        setFailed(null);
        try {
          replace(await click());
          onDone?.();
        } catch (failure) {
          setFailed({ message: (failure as Error).message, retry: () => act(name, click, onDone) });
        }
        isUnderway.current = false;
        setBusy(null);
      };
      void run();
    },
    [replace],
  );

  return { data, loadProblem: problem, failed, busy, reload, act };
}

function findPollMs(data: AccountCardData | null): number | null {
  if (data?.running.some((run) => run.status === 'starting') === true) return POLL_START_MS;
  return data?.state === 'syncing' ? POLL_SYNC_MS : null;
}
