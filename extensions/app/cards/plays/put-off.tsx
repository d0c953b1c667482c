import { Accordion, Button, Flex, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountClient } from '../account-client.ts';
import type { AccountCardData } from '../card-data.ts';
import { PUT_OFF } from '../work-texts.ts';
import type { Account } from '../use-account.ts';

interface PutOffProps {
  data: AccountCardData;
  account: Account;
  client: AccountClient;
  now: number;
}

/** What was snoozed or dismissed here, until when, and the way back. */
export function PutOff({ data: { putOff, may }, account, client, now }: PutOffProps) {
  if (putOff.length === 0) return null;
  return (
    <Accordion title={PUT_OFF.title(putOff.length)} size="xs">
      <Flex direction="column" gap="xs">
        {putOff.map((play) => (
          <Flex key={play.playId} direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{play.name}</Text>
            <Inline gap="small" align="center">
              <Text variant="microcopy">{PUT_OFF.until(play, now)}</Text>
              {may.act ? (
                <Button
                  size="xs"
                  variant="transparent"
                  truncate
                  disabled={account.busy !== null}
                  onClick={() => account.act(`undo ${play.playId}`, client.undoPlay(play.playId))}
                >
                  {PUT_OFF.back(play.name)}
                </Button>
              ) : null}
            </Inline>
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}
