import { LoadingButton } from '@hubspot/ui-extensions';
import React, { useRef } from 'react';
import type { AccountClient, Click } from '../account-client.ts';
import type { Account } from '../use-account.ts';

interface StartPlayProps {
  playId: string;
  /** The button's name, of its own on its card. */
  label: string;
  isPrimary: boolean;
  account: Account;
  client: AccountClient;
}

/**
 * Starts a play. One wish is one request: until it is answered, or a run of the play is seen, every press sends the very same one,
 * so that an answer that was lost or comes late never makes two runs.
 */
export function StartPlay({ playId, label, isPrimary, account, client }: StartPlayProps) {
  const sent = useRef<{ click: Click; runs: number } | null>(null);
  const action = `start ${playId}`;
  const runs = account.data?.running.filter((run) => run.playId === playId).length ?? 0;
  const start = (): void => {
    if (sent.current?.runs !== runs) sent.current = { click: client.startPlay(playId), runs };
    account.act(action, sent.current.click, () => {
      sent.current = null;
    });
  };
  return (
    <LoadingButton
      variant={isPrimary ? 'primary' : 'secondary'}
      loading={account.busy === action}
      disabled={account.busy !== null}
      onClick={start}
    >
      {label}
    </LoadingButton>
  );
}
