import React from 'react';
import { AccountFrame } from './account-frame.tsx';
import type { CardProps } from './card-root.tsx';
import { useAccount } from './use-account.ts';

/** Where one account stands and why, for the sidebar: what the other cards begin with, alone. */
export function AccountStanding({ client, clock = Date.now }: CardProps) {
  const account = useAccount(client);
  return (
    <AccountFrame account={account} client={client} now={clock()} isAlone>
      {() => null}
    </AccountFrame>
  );
}
