import { Alert, Button, Divider, Flex } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountClient } from '../account-client.ts';
import { AccountFrame } from '../account-frame.tsx';
import type { CardProps } from '../card-root.tsx';
import type { AccountCardData } from '../card-data.ts';
import type { OverdueTask } from '../card-tasks.ts';
import type { GivenAnswer } from '../committee/answered-role.tsx';
import { findFirstAnswer } from '../committee/first-answer.ts';
import { FirstToDo } from '../committee/first-to-do.tsx';
import type { GivenFeedback } from './play-tile-props.ts';
import { PlayTile } from './play-tile.tsx';
import { PutOff } from './put-off.tsx';
import { NothingDue, WhyNotOthers } from './resting-plays.tsx';
import { EndedPlays, isOver, RunningPlays } from './running-plays.tsx';
import { PLAYS } from '../work-texts.ts';
import { Overdue, ToDo } from '../to-do.tsx';
import { useAccount, type Account } from '../use-account.ts';
import { useMomentary } from '../use-momentary.ts';
import { listOverdue, useTasks } from '../use-tasks.ts';

const MAX_PLAYS = 3;

/** What to do next at one account: at most three plays, each with why now, whom to address and the steps. */
export function Plays({ client, clock = Date.now, undoForMs = 10_000 }: CardProps) {
  const account = useAccount(client);
  const { states: tasks, overdue } = useTasks(client, account.data);
  const now = clock();
  const [feedback, setFeedback] = useMomentary<GivenFeedback>(undoForMs);
  const [answer, setAnswer] = useMomentary<GivenAnswer>(undoForMs);
  return (
    <AccountFrame account={account} client={client} now={now}>
      {(data) => (
        <Flex direction="column" gap="small">
          <Divider />
          <FirstToDo {...{ account, client, answer }} first={findFirstAnswer(data)} onAnswer={setAnswer} />
          <RunningPlays
            runs={data.running.filter((run) => !isOver(run))}
            {...{ account, client, now, tasks }}
            closing={data.closing}
            mayAct={data.may.act}
          />
          <DuePlays
            data={data}
            late={listOverdue(overdue, now)}
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
  /** Tasks that no play made and that are overdue. */
  late: readonly OverdueTask[];
  account: Account;
  client: AccountClient;
  now: number;
  feedback: GivenFeedback | null;
  onFeedback: (feedback: GivenFeedback | null) => void;
}

/** The plays to run next; where one was just taken off, the way back. */
function DuePlays({ data, late, account, client, now, feedback, onFeedback }: DuePlaysProps) {
  const isFirst = findFirstAnswer(data) === null && late.length === 0;
  const tiles = data.plays
    .slice(0, MAX_PLAYS)
    .map((play, index) => (
      <PlayTile
        key={play.playId}
        play={play}
        rank={index + 1}
        leads={index === 0 && isFirst}
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
        {tiles.length === 0 ? null : <Overdue {...{ late, now }} />}
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
  return sentence === null ? null : <ToDo what={sentence} more={PLAYS.onHold} />;
}
