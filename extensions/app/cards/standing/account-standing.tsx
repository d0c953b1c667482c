import { Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { AccountFrame } from '../account-frame.tsx';
import type { AccountCardData, CardPlayRun } from '../card-data.ts';
import type { CardProps } from '../card-root.tsx';
import { findDueStep } from '../plays/due-step.ts';
import { STANDING, type RunUnderWay } from '../texts.ts';
import { useAccount } from '../use-account.ts';

/** Where one account stands and why, for the sidebar: what to do next, then what the other cards begin with. */
export function AccountStanding({ client, clock = Date.now }: CardProps) {
  const account = useAccount(client);
  const now = clock();
  return (
    <AccountFrame
      account={account}
      client={client}
      now={now}
      isAlone
      first={(data) => <NextStep data={data} now={now} />}
    >
      {() => null}
    </AccountFrame>
  );
}

/** The step of a running play that is due next, else the play that is recommended first; the card of plays has the rest. */
function NextStep({ data, now }: { data: AccountCardData; now: number }) {
  const [play] = data.plays;
  const underWay = findUnderWay(data.running, now);
  if (underWay !== null) return <Told {...STANDING.underWay(underWay, now)} />;
  if (play === undefined) return null;
  const [reason] = play.whyNow;
  return (
    <Told
      what={STANDING.next(play, data.may.act)}
      more={reason === undefined ? null : STANDING.whyNow(reason.sentence)}
    />
  );
}

function Told({ what, more }: { what: string; more: string | null }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{what}</Text>
      {more === null ? null : <Text variant="microcopy">{more}</Text>}
    </Flex>
  );
}

/** Of the plays under way the one with the step that is due next. */
function findUnderWay(running: readonly CardPlayRun[], now: number): RunUnderWay | null {
  const [next] = running
    .filter(({ status }) => status === 'starting' || status === 'running')
    .map((run) => ({ run, step: run.status === 'starting' ? null : findDueStep(run, now) }))
    .sort((a, b) => urgencyOf(a) - urgencyOf(b));
  return next ?? null;
}

/** Less is sooner; what is past comes last. */
function urgencyOf({ step }: RunUnderWay): number {
  return step === null || step.isPast ? Infinity : Date.parse(step.dueAt);
}
