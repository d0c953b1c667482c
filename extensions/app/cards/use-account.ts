import { useCallback, useEffect, useState } from 'react';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { isUnknown } from 'roundtable-ui/call-app.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { AccountClient } from './account-client.ts';
import type { AccountCardData } from './card-data.ts';
import { useRecord } from './use-record.ts';

/** A sync takes minutes, the tasks of a play a second or two. */
const POLL_SYNC_MS = 5_000;
const POLL_START_MS = 1_500;

export interface Account extends Actions<AccountCardData> {
  data: AccountCardData | null;
  /** Why the account could not be read. */
  loadProblem: Error | null;
  reload: () => void;
}

/**
 * The account of a card: read once, read again by itself while the server is still at work or does not know it yet, where
 * another card of the record changed it, or where a click was not answered; changed by clicks.
 */
export function useAccount(client: AccountClient): Account {
  const { data, problem, reload, replace } = useLoaded(client.load);
  const [clicks, setClicks] = useState(0);
  const takeAnswer = useCallback(
    (answer: AccountCardData) => {
      replace(answer);
      setClicks((before) => before + 1);
    },
    [replace],
  );
  const actions = useActions(takeAnswer);
  useRecord({ clicks, isBusy: actions.busy !== null, reload });

  const isUnanswered = actions.failed?.isUnanswered === true;
  useEffect(() => {
    if (isUnanswered) reload();
  }, [isUnanswered, reload]);

  const pollMs = data === null && isUnknown(problem) ? POLL_SYNC_MS : findPollMs(data);
  useEffect(() => {
    if (pollMs === null) return undefined;
    const timer = setInterval(reload, pollMs);
    return () => clearInterval(timer);
  }, [pollMs, reload]);

  return { data, loadProblem: problem, reload, ...actions };
}

function findPollMs(data: AccountCardData | null): number | null {
  if (data?.running.some((run) => run.status === 'starting') === true) return POLL_START_MS;
  return data?.state === 'syncing' ? POLL_SYNC_MS : null;
}
