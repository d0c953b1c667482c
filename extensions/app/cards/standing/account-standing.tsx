import { Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { AccountFrame } from '../account-frame.tsx';
import type { AccountCardData } from '../card-data.ts';
import type { CardProps } from '../card-root.tsx';
import { findNextStep } from '../plays/next-step.ts';
import { STANDING } from '../texts.ts';
import { useAccount } from '../use-account.ts';

/** Where one account stands and why, for the sidebar: what to do next, then what the other cards begin with. */
export function AccountStanding({ client, clock = Date.now }: CardProps) {
  const account = useAccount(client);
  const now = clock();
  return (
    <AccountFrame account={account} client={client} now={now} isAlone first={(data) => <Next data={data} now={now} />}>
      {() => null}
    </AccountFrame>
  );
}

/** What to do next, above where the account stands. */
function Next({ data, now }: { data: AccountCardData; now: number }) {
  const told = STANDING.next(findNextStep(data, now), data.may.act, now);
  return told === null ? null : <Told {...told} />;
}

function Told({ what, more }: { what: string; more: string | null }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{what}</Text>
      {more === null ? null : <Text variant="microcopy">{more}</Text>}
    </Flex>
  );
}
