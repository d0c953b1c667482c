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
  /** Keeps what was written last, at once, and waits for it. @throws why it is not kept */
  finish: () => Promise<void>;
  /** The same before it is saved: what could not be kept is no reason not to save it. */
  settle: () => Promise<void>;
  /** Closes once it is saved or discarded: without what was written since, which would bring the draft back. */
  closing: (onClose: () => void) => () => void;
}

/**
 * Keeps what is written of a play on the server, as it is written: HubSpot's extensions cannot ask before a page is left
 * or loaded anew. What was written last is kept when another tab of the page is opened.
 * @param isEnding it is being saved or discarded: until that failed nothing is kept, as it would bring the draft back
 */
export function useKeptDraft(
  client: PlaysClient,
  { playId, version, isEnding }: { playId: string | null; version: number; isEnding: boolean },
): KeptDraft {
  const send = useCallback((edit: PlayEditData) => client.keepDraft(playId, version, edit), [client, playId, version]);
  const keeper = useKeeper(send, takeLater);
  const [isWritten, setIsWritten] = useState(false);
  const { write, flush, forget } = useWritten(keeper.keep, isEnding);
  const finish = (): Promise<void> => {
    flush();
    return keeper.finish();
  };
  const giveUp = (): Promise<void> => {
    forget();
    return keeper.giveUp();
  };
  return {
    isWritten,
    write: (edit) => {
      setIsWritten(true);
      write(edit);
    },
    finish,
    settle: () => finish().catch(() => undefined),
    giveUp,
    closing: (onClose) => () => {
      void giveUp();
      onClose();
    },
    failed: keeper.failed,
  };
}

/** What was written last, given to `keep` (stable) after a pause, or when the form is left; not while it is ending. */
function useWritten(keep: (edit: PlayEditData) => void, isEnding: boolean) {
  const latest = useRef<PlayEditData | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const ends = useRef(isEnding);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (latest.current === null) return;
    keep(latest.current);
    latest.current = null;
  }, [keep]);
  const flushSoon = useCallback(() => {
    clearTimeout(timer.current);
    if (!ends.current) timer.current = setTimeout(flush, PAUSE_MS);
  }, [flush]);
  useEffect(() => {
    ends.current = isEnding;
    flushSoon();
  }, [isEnding, flushSoon]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (!ends.current) flush();
    },
    [flush],
  );
  const write = (edit: PlayEditData): void => {
    latest.current = edit;
    flushSoon();
  };
  const forget = (): void => {
    clearTimeout(timer.current);
    latest.current = null;
  };
  return { write, flush, forget };
}

function takeLater(_earlier: PlayEditData, later: PlayEditData): PlayEditData {
  return later;
}
