import { Alert, Button, Flex, Inline, LoadingSpinner, ProgressBar, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { fillOf } from 'roundtable-ui/fill-of.ts';
import { isDisconnected, isUnknown } from 'roundtable-ui/call-app.ts';
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
  /** Nothing follows, so the standing of the account is shown in full. */
  isAlone?: boolean;
  /** The list's action is the first action of the card. */
  isListFirst?: boolean;
  /** Content shown before everything else. */
  first?: (data: AccountCardData) => React.ReactNode;
  children: (data: AccountCardData) => React.ReactNode;
}

/** What all cards of an account share: loading, failure, first sync, the account's standing, and the age of the data. */
export function AccountFrame(props: FrameProps) {
  const { account, client, now, isAlone = false, isListFirst = false, first, children } = props;
  const { loadProblem } = account;
  const data = isUnknown(loadProblem) ? withoutActing(account.data) : account.data;
  if (loadProblem !== null && isDisconnected(loadProblem)) {
    return <LoadProblem title={FRAME.disconnected} message={loadProblem.message} onRetry={account.reload} />;
  }
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
      <ListPlace account={account} client={client} data={data} now={now} isFirst={isListFirst} />
      {isAlone ? <Standing data={data} now={now} /> : <BriefStanding data={data} now={now} />}
      {children(data)}
    </Flex>
  );
}

/** For a deleted company the last known data is shown, without actions. */
function withoutActing(data: AccountCardData | null): AccountCardData | null {
  return data === null ? null : { ...data, may: { act: false, ownedBy: null } };
}

interface AwaitedProps {
  account: Account;
  words: typeof FRAME.unknown;
}

/** Says what will appear without any action while it may still come; after that, what it means that it did not. */
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
  const { loadProblem } = account;
  const isStale = data.paused === null && data.asOf !== null && now - Date.parse(data.asOf) > STALE_AFTER_MS;
  return (
    <>
      {isUnknown(loadProblem) ? (
        <Alert title={FRAME.gone.title} variant="warning">
          {FRAME.gone.text}
        </Alert>
      ) : (
        <Problem account={account} />
      )}
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

/** A failed click, else that the account could not be reloaded. */
function Problem({ account: { failed, loadProblem, reload } }: { account: Account }) {
  if (failed !== null) {
    return (
      <Alert title={failed.isUnanswered ? FRAME.unanswered.title : FRAME.failed} variant="danger">
        <Text>{failed.isUnanswered && loadProblem === null ? FRAME.unanswered.text : failed.message}</Text>
        <Button onClick={() => failed.retry()}>{FRAME.retry}</Button>
      </Alert>
    );
  }
  if (loadProblem === null) return null;
  return (
    <Alert title={FRAME.outdated} variant="warning">
      <Text>{loadProblem.message}</Text>
      <Button onClick={() => reload()}>{FRAME.retry}</Button>
    </Alert>
  );
}

/** Says that the data shown is the last known, why, and when or by whom that ends. */
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
