import { useCallback, useEffect, useState } from 'react';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { isUnknown } from 'roundtable-ui/call-app.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { usePolling } from 'roundtable-ui/use-polling.ts';
import type { AccountClient } from './account-client.ts';
import type { AccountCardData } from './card-data.ts';
import { useRecord } from './use-record.ts';

/** A sync takes minutes, the tasks of a play a second or two. */
const POLL_SYNC_MS = 5_000;
const POLL_START_MS = 1_500;
/** A new company arrives with its webhook, within seconds; if HubSpot sent none, with the next sweep, every ten minutes. */
const SOON = { everyMs: 5_000, looks: 12 };
const LATER = { everyMs: 60_000, looks: 12 };
/** A pause ends at midnight, or whenever an admin installs the app again. */
const POLL_PAUSED_MS = 60_000;

export interface Account extends Actions<AccountCardData> {
  data: AccountCardData | null;
  /** Why the account could not be read. */
  loadProblem: Error | null;
  /** Polling has lasted as long as it normally takes: it stops until `reload`. */
  isGivenUp: boolean;
  reload: () => void;
}

/**
 * The account of a card: read once, polled while the server is still working or, for a while, does not know it
 * yet, and reloaded if another card of the record changed it or a click was not answered; changed by clicks.
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

  usePolling(reload, findPollMs(data));

  const awaited = useAwaited(findAwaited(data, problem), reload);
  return { data, loadProblem: problem, ...awaited, ...actions };
}

/** Polls for what is expected, with growing intervals, and finally stops; a manual reload starts polling again. */
function useAwaited(awaited: Awaited, reload: () => void): Pick<Account, 'isGivenUp' | 'reload'> {
  const [looks, setLooks] = useState(0);
  useEffect(() => setLooks(0), [awaited]);
  const waitMs = findWaitMs(looks);
  useEffect(() => {
    if (awaited === null || waitMs === null) return undefined;
    const timer = setInterval(() => {
      setLooks(looks + 1);
      reload();
    }, waitMs);
    return () => clearInterval(timer);
  }, [awaited, looks, waitMs, reload]);
  const lookAnew = useCallback(() => {
    setLooks(0);
    reload();
  }, [reload]);
  return { isGivenUp: awaited !== null && waitMs === null, reload: lookAnew };
}

function findWaitMs(looks: number): number | null {
  if (looks < SOON.looks) return SOON.everyMs;
  return looks < SOON.looks + LATER.looks ? LATER.everyMs : null;
}

/** The app does not know the company yet, or has not scored it, and nothing prevents that. */
type Awaited = 'company' | 'scores' | null;

function findAwaited(data: AccountCardData | null, problem: Error | null): Awaited {
  if (data === null) return isUnknown(problem) ? 'company' : null;
  return data.state === 'syncing' && data.progress === null && data.paused === null ? 'scores' : null;
}

function findPollMs(data: AccountCardData | null): number | null {
  if (data?.running.some((run) => run.status === 'starting') === true) return POLL_START_MS;
  if (data?.state !== 'syncing') return null;
  if (data.paused !== null) return POLL_PAUSED_MS;
  return data.progress === null ? null : POLL_SYNC_MS;
}
