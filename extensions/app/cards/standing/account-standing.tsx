import { Flex, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountClient } from '../account-client.ts';
import { AccountFrame } from '../account-frame.tsx';
import type { AccountCardData } from '../card-data.ts';
import type { CardProps } from '../card-root.tsx';
import { findNextStep, type NextStep } from '../plays/next-step.ts';
import { isNews, StartNews } from '../plays/start-news.tsx';
import { StartPlay } from '../plays/start-play.tsx';
import { START } from '../plays/start-texts.ts';
import { STANDING } from '../texts.ts';
import { useAccount, type Account } from '../use-account.ts';
import { useTasks } from '../use-tasks.ts';

/** Where one account stands and why, for the sidebar: what to do next and the button that does it, then what the other cards begin with. */
export function AccountStanding({ client, clock = Date.now }: CardProps) {
  const account = useAccount(client);
  const tasks = useTasks(client, account.data);
  const now = clock();
  const next = account.data === null ? null : findNextStep(account.data, now, tasks);
  const isStarted = next?.kind === 'due' && account.data?.may.act === true;
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
          <Next data={data} next={next} now={now} account={account} client={client} />
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

/** What to do next, above where the account stands; a play that is due starts here. */
function Next({ data, next, now, account, client }: NextProps & { account: Account; client: AccountClient }) {
  const told = next === null ? null : STANDING.next(next, now);
  if (told === null) return null;
  return (
    <Flex direction="column" gap="small">
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'demibold' }}>{told.what}</Text>
        {told.more === null ? null : <Text variant="microcopy">{told.more}</Text>}
      </Flex>
      {next?.kind === 'due' && data.may.act ? (
        <Flex direction="column" gap="xs">
          <Inline>
            <StartPlay
              key={next.play.playId}
              playId={next.play.playId}
              label={START.this}
              isPrimary
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
