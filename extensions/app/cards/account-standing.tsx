import React from 'react';
import type { AccountClient } from './account-client.ts';
import { AccountFrame } from './account-frame.tsx';
import { useAccount } from './use-account.ts';

interface AccountStandingProps {
  client: AccountClient;
  /** Epoch ms, read at each rendering, from which relative times are counted. */
  clock?: () => number;
}

/** Where one account stands and why, for the sidebar: what the other cards begin with, alone. */
export function AccountStanding({ client, clock = Date.now }: AccountStandingProps) {
  const account = useAccount(client);
  return (
    <AccountFrame account={account} now={clock()}>
      {() => null}
    </AccountFrame>
  );
}
