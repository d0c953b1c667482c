import { Alert, Button, Divider, Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountClient } from '../account-client.ts';
import { AccountFrame } from '../account-frame.tsx';
import type { CardProps } from '../card-root.tsx';
import type { AccountCardData } from '../card-data.ts';
import type { GivenFeedback } from './play-tile-props.ts';
import { PlayTile } from './play-tile.tsx';
import { PutOff } from './put-off.tsx';
import { NothingDue, WhyNotOthers } from './resting-plays.tsx';
import { EndedPlays, isOver, RunningPlays } from './running-plays.tsx';
import { PLAYS } from '../work-texts.ts';
import { useAccount, type Account } from '../use-account.ts';
import { useMomentary } from '../use-momentary.ts';
import { useTasks } from '../use-tasks.ts';

const MAX_PLAYS = 3;

/** What to do next at one account: at most three plays, each with why now, whom to address and the steps. */
export function Plays({ client, clock = Date.now, undoForMs = 10_000 }: CardProps) {
  const account = useAccount(client);
  const tasks = useTasks(client, account.data);
  const now = clock();
  const [feedback, setFeedback] = useMomentary<GivenFeedback>(undoForMs);
  return (
    <AccountFrame account={account} client={client} now={now}>
      {(data) => (
        <Flex direction="column" gap="small">
          <Divider />
          <RunningPlays
            runs={data.running.filter((run) => !isOver(run))}
            {...{ account, client, now, tasks }}
            mayAct={data.may.act}
          />
          <DuePlays
            data={data}
            account={account}
            client={client}
            now={now}
            feedback={feedback}
            onFeedback={setFeedback}
          />
          <PutOff {...{ data, account, client, now }} />
          <EndedPlays runs={data.running.filter(isOver)} now={now} />
        </Flex>
      )}
    </AccountFrame>
  );
}

interface DuePlaysProps {
  data: AccountCardData;
  account: Account;
  client: AccountClient;
  now: number;
  feedback: GivenFeedback | null;
  onFeedback: (feedback: GivenFeedback | null) => void;
}

/** The plays to run next; where one was just taken off, the way back. */
function DuePlays({ data, account, client, now, feedback, onFeedback }: DuePlaysProps) {
  const tiles = data.plays
    .slice(0, MAX_PLAYS)
    .map((play, index) => (
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
    ));
  const isBusy = data.running.some((run) => !isOver(run));
  const below = tiles.length === 0 ? <NothingDue data={data} isBusy={isBusy} /> : <NotOffered data={data} />;
  if (feedback === null) {
    return (
      <>
        {tiles}
        {below}
      </>
    );
  }
  const { playId, rank, sentence } = feedback;
  const undo = (): void => account.act(`undo ${playId}`, client.undoPlay(playId), () => onFeedback(null));
  return (
    <>
      {tiles.slice(0, rank - 1)}
      <Alert title={sentence} variant="info">
        <Button disabled={account.busy !== null} onClick={undo}>
          {PLAYS.undo}
        </Button>
      </Alert>
      {tiles.slice(rank - 1)}
      {below}
    </>
  );
}

/** Below the plays that are offered, which others are not, and why. */
function NotOffered({ data }: { data: AccountCardData }) {
  return (
    <>
      <OnHold sentence={data.playsRest} />
      <WhyNotOthers resting={data.resting} />
    </>
  );
}

function OnHold({ sentence }: { sentence: string | null }) {
  if (sentence === null) return null;
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{sentence}</Text>
      <Text variant="microcopy">{PLAYS.onHold}</Text>
    </Flex>
  );
}
