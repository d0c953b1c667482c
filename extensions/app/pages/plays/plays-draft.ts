import { useCallback, useEffect, useRef, useState } from 'react';
import { useKeeper, type Keeper } from 'roundtable-ui/use-keeper.ts';
import type { PlaysClient } from './plays-client.ts';
import type { PlayEditData } from './plays-data.ts';

/** How long somebody pauses before what they wrote is kept. */
const PAUSE_MS = 800;

export interface KeptDraft extends Pick<Keeper<unknown>, 'failed' | 'giveUp'> {
  /** Whether anything was written since the form was opened. */
  isWritten: boolean;
  write: (edit: PlayEditData) => void;
  /** Keeps what was written last, at once, and waits for it. */
  finish: () => Promise<void>;
}

/**
 * Keeps what is written of a play on the server, as it is written: HubSpot's extensions cannot ask before a page is left
 * or loaded anew. What was written last is kept when another tab of the page is opened.
 */
export function useKeptDraft(client: PlaysClient, playId: string | null, version: number): KeptDraft {
  const send = useCallback((edit: PlayEditData) => client.keepDraft(playId, version, edit), [client, playId, version]);
  const { keep, finish, giveUp, failed } = useKeeper(send, takeLater);
  const [isWritten, setIsWritten] = useState(false);
  const latest = useRef<PlayEditData | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (latest.current === null) return;
    keep(latest.current);
    latest.current = null;
  }, [keep]);
  useEffect(() => flush, [flush]);

  const write = (edit: PlayEditData): void => {
    setIsWritten(true);
    latest.current = edit;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, PAUSE_MS);
  };
  return {
    isWritten,
    write,
    finish: () => {
      flush();
      return finish();
    },
    giveUp: () => {
      clearTimeout(timer.current);
      latest.current = null;
      return giveUp();
    },
    failed,
  };
}

function takeLater(_earlier: PlayEditData, later: PlayEditData): PlayEditData {
  return later;
}
