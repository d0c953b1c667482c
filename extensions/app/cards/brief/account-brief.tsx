import { Button, Divider, Flex, Heading, Inline, List, StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { CardProps } from '../card-root.tsx';
import { AccountFrame } from '../account-frame.tsx';
import { AccountPlan } from './account-plan.tsx';
import type { AccountCardData, BriefSection } from '../card-data.ts';
import { BRIEF, PLAN, writeBrief, writeThen } from './brief-texts.ts';
import type { GivenAnswer } from '../committee/answered-role.tsx';
import { findFirstAnswer } from '../committee/first-answer.ts';
import { FirstToDo } from '../committee/first-to-do.tsx';
import { useAccount } from '../use-account.ts';
import { useMomentary } from '../use-momentary.ts';
import { useTasks, type Tasks } from '../use-tasks.ts';

const SAID_FOR_MS = 4_000;

/** What to do next and what to know before a call, copied with one click, and the plan that the team keeps. */
export function AccountBrief({ client, clock = Date.now, undoForMs = 10_000, copy }: CardProps) {
  const account = useAccount(client);
  const [answer, setAnswer] = useMomentary<GivenAnswer>(undoForMs);
  const tasks = useTasks(client, account.data);
  const now = clock();
  return (
    <AccountFrame account={account} client={client} now={now}>
      {(data) => (
        <Flex direction="column" gap="small">
          <Divider />
          <Inline gap="small" align="center" justify="between">
            <Heading>{BRIEF.title}</Heading>
            <CopyBrief {...{ data, tasks, copy, now }} />
          </Inline>
          <Text format={{ fontWeight: 'demibold' }}>{BRIEF.next}</Text>
          <FirstToDo {...{ account, client, answer }} first={findFirstAnswer(data)} onAnswer={setAnswer} />
          <Flex direction="column" gap="flush">
            {writeThen(data, now, tasks).map((line) => (
              <Text key={line}>{line}</Text>
            ))}
          </Flex>
          {data.brief.map((section) => (
            <Section key={section.topic} section={section} mayNote={data.may.act} />
          ))}
          <Divider />
          <AccountPlan account={account} client={client} data={data} now={now} />
        </Flex>
      )}
    </AccountFrame>
  );
}

/** Only who may note something is told to. */
function Section({ section: { topic, points }, mayNote }: { section: BriefSection; mayNote: boolean }) {
  const unknown = topic === 'initiatives' && !mayNote ? PLAN.empty : BRIEF.unknown[topic];
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{BRIEF.topics[topic]}</Text>
      {points.length === 0 ? (
        <Text variant="microcopy">{unknown}</Text>
      ) : (
        <List>
          {points.map((point) => (
            <Text key={point}>{point}</Text>
          ))}
        </List>
      )}
    </Flex>
  );
}

interface CopyBriefProps {
  data: AccountCardData;
  tasks: Tasks;
  copy: CardProps['copy'];
  now: number;
}

/** Copies the brief as text; the browser may refuse, which it says. */
function CopyBrief({ data, tasks, copy, now }: CopyBriefProps) {
  const [outcome, setOutcome] = useMomentary<'copied' | 'refused'>(SAID_FOR_MS);
  if (copy === undefined) return null;
  const run = async (): Promise<void> => {
    try {
      await copy(writeBrief(data, now, tasks));
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <Inline gap="small" align="center">
      {outcome === null ? null : (
        <StatusTag variant={outcome === 'copied' ? 'success' : 'warning'}>{BRIEF[outcome]}</StatusTag>
      )}
      <Button variant={findFirstAnswer(data) === null ? 'primary' : 'secondary'} onClick={() => void run()}>
        {BRIEF.copy}
      </Button>
    </Inline>
  );
}
