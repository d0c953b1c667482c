import { Alert, Button, Flex, Inline, LoadingSpinner, ProgressBar, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { fillOf } from 'roundtable-ui/fill-of.ts';
import { isUnknown } from 'roundtable-ui/call-app.ts';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { describeRelative } from 'roundtable-ui/relative-time.tsx';
import type { AccountClient } from './account-client.ts';
import type { AccountCardData, CardProgress } from './card-data.ts';
import { ListPlace } from './standing/list-place.tsx';
import { BriefStanding, Standing } from './standing/standing.tsx';
import { FRAME } from './frame-texts.ts';
import type { Account } from './use-account.ts';

const STALE_AFTER_MS = 24 * 3_600_000;

interface FrameProps {
  account: Account;
  client: AccountClient;
  now: number;
  /** Nothing follows: where the account stands is shown in full, and what can be done about the list is the first action. */
  isAlone?: boolean;
  /** What has to be read before anything else. */
  first?: (data: AccountCardData) => React.ReactNode;
  children: (data: AccountCardData) => React.ReactNode;
}

/** What every card of an account shares: loading, failure, first sync, where the account stands, and its age. */
export function AccountFrame({ account, client, now, isAlone = false, first, children }: FrameProps) {
  const { data, loadProblem } = account;
  if (data === null) {
    if (loadProblem === null) return <LoadingSpinner label={FRAME.reading} showLabel layout="centered" />;
    if (isUnknown(loadProblem)) return <Awaited account={account} words={FRAME.unknown} />;
    return <LoadProblem title={FRAME.unreadable} message={loadProblem.message} onRetry={account.reload} />;
  }
  if (data.state === 'syncing') {
    if (data.paused !== null) return <Paused data={data} />;
    if (data.progress === null) return <Awaited account={account} words={FRAME.unscored} />;
    return <Syncing progress={data.progress} onCheck={account.reload} />;
  }
  return (
    <Flex direction="column" gap="medium">
      <Notices account={account} data={data} now={now} />
      {first?.(data)}
      <ListPlace account={account} client={client} data={data} now={now} isAlone={isAlone} />
      {isAlone ? <Standing data={data} now={now} /> : <BriefStanding data={data} now={now} />}
      {children(data)}
    </Flex>
  );
}

interface AwaitedProps {
  account: Account;
  words: typeof FRAME.unknown;
}

/** What comes by itself, as long as it may still come: nothing went wrong, and the card is read again. Then what it means that it did not. */
function Awaited({ account: { isGivenUp, reload }, words }: AwaitedProps) {
  return (
    <Alert title={isGivenUp ? words.goneTitle : words.title} variant={isGivenUp ? 'warning' : 'info'}>
      <Flex direction="column" gap="small">
        <Text>{isGivenUp ? words.gone : words.text}</Text>
        <Inline>
          <Button onClick={() => reload()}>{isGivenUp ? FRAME.retry : FRAME.again}</Button>
        </Inline>
      </Flex>
    </Alert>
  );
}

function Syncing({ progress, onCheck }: { progress: CardProgress; onCheck: () => void }) {
  const { done, total, step, msLeft, kinds } = progress;
  return (
    <Alert title={FRAME.syncing.title} variant="info">
      <Flex direction="column" gap="small">
        <Text>{FRAME.syncing.text}</Text>
        <ProgressBar title={step} {...fillOf(done, total)} valueDescription={FRAME.syncing.amount(progress)} />
        <Flex direction="column" gap="flush">
          {msLeft === null ? null : <Text variant="microcopy">{FRAME.syncing.left(step, msLeft)}</Text>}
          {kinds === null ? null : <Text variant="microcopy">{FRAME.syncing.kinds(kinds)}</Text>}
        </Flex>
        <Inline>
          <Button onClick={() => onCheck()}>{FRAME.again}</Button>
        </Inline>
      </Flex>
    </Alert>
  );
}

function Notices({ account, data, now }: { account: Account; data: AccountCardData; now: number }) {
  const { failed, loadProblem } = account;
  const isStale = data.paused === null && data.asOf !== null && now - Date.parse(data.asOf) > STALE_AFTER_MS;
  return (
    <>
      {failed === null ? null : (
        <Alert title={failed.isUnanswered ? FRAME.unanswered.title : FRAME.failed} variant="danger">
          <Text>{failed.isUnanswered && loadProblem === null ? FRAME.unanswered.text : failed.message}</Text>
          <Button onClick={() => failed.retry()}>{FRAME.retry}</Button>
        </Alert>
      )}
      {failed === null && loadProblem !== null ? (
        <Alert title={FRAME.outdated} variant="warning">
          <Text>{loadProblem.message}</Text>
          <Button onClick={() => account.reload()}>{FRAME.retry}</Button>
        </Alert>
      ) : null}
      <Paused data={data} />
      {isStale && data.asOf !== null ? (
        <Alert title={FRAME.stale.title(describeRelative(data.asOf, now))} variant="warning">
          {FRAME.stale.text}
        </Alert>
      ) : null}
      {data.may.ownedBy === null || data.paused !== null ? null : <Text>{FRAME.mayNotAct(data.may.ownedBy)}</Text>}
    </>
  );
}

/** What is shown was known last; why, and until when or by whom that ends. */
function Paused({ data: { paused, asOf } }: { data: AccountCardData }) {
  if (paused === null) return null;
  const shown = FRAME.shown(asOf);
  if (paused.reason === 'access_withdrawn') {
    return (
      <Alert title={FRAME.withdrawn.title} variant="danger">
        {shown + FRAME.withdrawn.text}
      </Alert>
    );
  }
  return (
    <Alert title={FRAME.dailyLimit.title(paused.until)} variant="warning">
      {shown + FRAME.dailyLimit.text}
    </Alert>
  );
}
