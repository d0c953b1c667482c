import { Alert, Button, Divider, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import React, { useEffect, useState } from 'react';
import type { AccountClient } from './account-client.ts';
import { AccountFrame } from './account-frame.tsx';
import type { AccountCardData } from './card-data.ts';
import { PlayTile, type GivenFeedback } from './play-tile.tsx';
import { RunningPlays } from './running-plays.tsx';
import { useAccount, type Account } from './use-account.ts';

const MAX_PLAYS = 3;

interface PlaysProps {
  client: AccountClient;
  /** Epoch ms, read at each rendering, from which relative times are counted. */
  clock?: () => number;
  /** How long a snooze or a dismissal can be taken back. */
  undoForMs?: number;
}

/** What to do next at one account: at most three plays, each with why now, whom to address and the steps. */
export function Plays({ client, clock = Date.now, undoForMs = 10_000 }: PlaysProps) {
  const account = useAccount(client);
  const now = clock();
  const [feedback, setFeedback] = useState<GivenFeedback | null>(null);
  useEffect(() => {
    if (feedback === null) return undefined;
    const timer = setTimeout(() => setFeedback(null), undoForMs);
    return () => clearTimeout(timer);
  }, [feedback, undoForMs]);
  const undo = ({ playId }: GivenFeedback): void =>
    account.act(`undo ${playId}`, client.undoPlay(playId), () => setFeedback(null));

  return (
    <AccountFrame account={account} now={now}>
      {(data) => (
        <Flex direction="column" gap="small">
          <Divider />
          {feedback === null ? null : (
            <Alert title={feedback.sentence} variant="info">
              <Button disabled={account.busy !== null} onClick={() => undo(feedback)}>
                Undo
              </Button>
            </Alert>
          )}
          <Recommended account={account} client={client} data={data} now={now} onFeedback={setFeedback} />
          <RunningPlays runs={data.running} now={now} />
        </Flex>
      )}
    </AccountFrame>
  );
}

interface RecommendedProps {
  account: Account;
  client: AccountClient;
  data: AccountCardData;
  now: number;
  onFeedback: (feedback: GivenFeedback) => void;
}

function Recommended({ account, client, data, now, onFeedback }: RecommendedProps) {
  if (data.plays.length === 0) {
    return (
      <EmptyState title="Nothing to do here now" layout="vertical" imageName="task">
        <Text>
          {data.state === 'not_target'
            ? 'Few plays are meant for accounts without a tier. One appears as soon as one is due.'
            : 'No play is due at this account. One appears as soon as something changes.'}
        </Text>
      </EmptyState>
    );
  }
  return (
    <>
      {data.plays.slice(0, MAX_PLAYS).map((play, index) => (
        <PlayTile
          key={play.playId}
          play={play}
          rank={index + 1}
          account={account}
          client={client}
          mayAct={data.may.act}
          now={now}
          onFeedback={onFeedback}
        />
      ))}
    </>
  );
}
