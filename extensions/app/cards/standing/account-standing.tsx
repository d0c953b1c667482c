import { Flex, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountClient } from '../account-client.ts';
import { AccountFrame } from '../account-frame.tsx';
import type { AccountCardData } from '../card-data.ts';
import type { CardProps } from '../card-root.tsx';
import type { GivenAnswer } from '../committee/answered-role.tsx';
import { findFirstAnswer } from '../committee/first-answer.ts';
import { FirstToDo } from '../committee/first-to-do.tsx';
import { findNextStep, type NextStep } from '../plays/next-step.ts';
import { isNews, StartNews } from '../plays/start-news.tsx';
import { StartPlay } from '../plays/start-play.tsx';
import { START } from '../plays/start-texts.ts';
import { STANDING } from '../texts.ts';
import { PLAYS } from '../work-texts.ts';
import { Overdue, ToDo } from '../to-do.tsx';
import { useAccount, type Account } from '../use-account.ts';
import { useMomentary } from '../use-momentary.ts';
import { listOverdue, useTasks } from '../use-tasks.ts';

/**
 * Where one account stands and why, for the sidebar: what to do in order, then what the other cards begin with. Its button is never
 * the primary one, which is on the card of the open tab (decision 412).
 */
export function AccountStanding({ client, clock = Date.now, undoForMs = 10_000 }: CardProps) {
  const account = useAccount(client);
  const [answer, setAnswer] = useMomentary<GivenAnswer>(undoForMs);
  const { states, overdue } = useTasks(client, account.data);
  const now = clock();
  const next = account.data === null ? null : findNextStep(account.data, now, states);
  const first = account.data === null ? null : findFirstAnswer(account.data);
  const isStarted = next?.kind === 'due' && account.data?.may.act === true;
  const late = listOverdue(overdue, now);
  return (
    <AccountFrame
      account={account}
      client={client}
      now={now}
      isAlone
      isListFirst={!isStarted}
      first={(data) => (
        <>
          <News data={data} next={next} now={now} />
          <FirstToDo {...{ account, client, answer, first }} isPrimary={false} onAnswer={setAnswer} />
          <Overdue late={late} now={now} />
          <Next {...{ data, next, now, account, client }} isFirst={first === null && late.length === 0} />
        </>
      )}
    >
      {() => null}
    </AccountFrame>
  );
}

interface NextProps {
  data: AccountCardData;
  next: NextStep | null;
  now: number;
}

/** What became of plays that were just started, and of one that is offered again since it could not be. */
function News({ data: { running }, next, now }: NextProps) {
  const offered = next?.kind === 'due' ? next.play.playId : null;
  const latest = running.find(({ playId }) => playId === offered);
  const news = running.filter(
    (run) => run.status === 'starting' || isNews(run, now) || (run === latest && run.status === 'failed'),
  );
  return news.map((run) => <StartNews key={run.runId} run={run} />);
}

interface NextStepProps extends NextProps {
  /** Nothing else is to be done before it. */
  isFirst: boolean;
  account: Account;
  client: AccountClient;
}

/** What to do next, above where the account stands; a play that is due starts here. */
function Next({ data, next, now, isFirst, account, client }: NextStepProps) {
  const told = next === null ? null : STANDING.next(next, now, isFirst);
  if (told === null) return null;
  return (
    <Flex direction="column" gap="small">
      <ToDo {...told} />
      {next?.kind === 'due' && data.may.act ? (
        <Flex direction="column" gap="xs">
          <Inline>
            <StartPlay
              key={next.play.playId}
              playId={next.play.playId}
              label={PLAYS.start(1)}
              isPrimary={false}
              account={account}
              client={client}
            />
          </Inline>
          <Text variant="microcopy">{START.makes(next.play.steps.length)}</Text>
        </Flex>
      ) : null}
    </Flex>
  );
}
