import { Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { AccountFrame } from '../account-frame.tsx';
import type { AccountCardData } from '../card-data.ts';
import type { CardProps } from '../card-root.tsx';
import { STANDING } from '../texts.ts';
import { useAccount } from '../use-account.ts';

/** Where one account stands and why, for the sidebar: what to do next, then what the other cards begin with. */
export function AccountStanding({ client, clock = Date.now }: CardProps) {
  const account = useAccount(client);
  return (
    <AccountFrame account={account} client={client} now={clock()} isAlone first={(data) => <NextStep data={data} />}>
      {() => null}
    </AccountFrame>
  );
}

/** What is under way, else the play that is recommended first; the card of plays has the rest. */
function NextStep({ data: { running, plays } }: { data: AccountCardData }) {
  const underWay = running.find(({ status }) => status === 'starting' || status === 'running');
  const [play] = plays;
  const words = underWay === undefined ? STANDING.next(play) : STANDING.underWay(underWay);
  if (words === null) return null;
  const whyNow = underWay === undefined ? play?.whyNow[0] : undefined;
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{words}</Text>
      {whyNow === undefined ? null : <Text variant="microcopy">{STANDING.whyNow(whyNow.sentence)}</Text>}
    </Flex>
  );
}
