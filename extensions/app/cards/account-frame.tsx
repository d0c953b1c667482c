import { Alert, Button, Flex, Inline, LoadingSpinner, ProgressBar, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { formatExact, formatNumber } from 'roundtable-ui/formats.ts';
import { describeRelative } from 'roundtable-ui/relative-time.tsx';
import type { AccountClient } from './account-client.ts';
import type { AccountCardData } from './card-data.ts';
import { ListPlace } from './list-place.tsx';
import { Standing } from './standing.tsx';
import type { Account } from './use-account.ts';

const STALE_AFTER_MS = 24 * 3_600_000;

interface FrameProps {
  account: Account;
  client: AccountClient;
  now: number;
  /** Nothing follows: what can be done about the list is the card's first action. */
  isAlone?: boolean;
  /** What has to be read before anything else. */
  first?: (data: AccountCardData) => React.ReactNode;
  children: (data: AccountCardData) => React.ReactNode;
}

/** What every card of an account shares: loading, failure, first sync, where the account stands, and its age. */
export function AccountFrame({ account, client, now, isAlone = false, first, children }: FrameProps) {
  const { data, loadProblem } = account;
  if (data === null) {
    if (loadProblem === null) return <LoadingSpinner label="Reading the account" showLabel layout="centered" />;
    return <LoadProblem title="The account could not be read" message={loadProblem.message} onRetry={account.reload} />;
  }
  if (data.state === 'syncing') {
    return data.paused === null ? (
      <Syncing progress={data.progress} onCheck={account.reload} />
    ) : (
      <Paused data={data} />
    );
  }
  return (
    <Flex direction="column" gap="medium">
      <Notices account={account} data={data} now={now} />
      {first?.(data)}
      <ListPlace account={account} client={client} data={data} now={now} isAlone={isAlone} />
      <Standing data={data} now={now} />
      {children(data)}
    </Flex>
  );
}

function Syncing({ progress, onCheck }: { progress: AccountCardData['progress']; onCheck: () => void }) {
  const done = progress?.done ?? 0;
  const total = progress?.total ?? null;
  const amount = total === null ? `${formatNumber(done)} so far` : `${formatNumber(done)} of ${formatNumber(total)}`;
  return (
    <Alert title="Your records are being read for the first time" variant="info">
      <Flex direction="column" gap="small">
        <Text>Tiers, scores and plays appear here when it is done. You can go on working meanwhile.</Text>
        {progress === null ? null : (
          <ProgressBar title={progress.step} value={done} maxValue={total ?? (done || 1)} valueDescription={amount} />
        )}
        <Inline>
          <Button onClick={() => onCheck()}>Check again</Button>
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
        <Alert title="That did not work" variant="danger">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>Try again</Button>
        </Alert>
      )}
      {failed === null && loadProblem !== null ? (
        <Alert title="This may be out of date" variant="warning">
          <Text>{loadProblem.message}</Text>
          <Button onClick={() => account.reload()}>Try again</Button>
        </Alert>
      ) : null}
      <Paused data={data} />
      {isStale && data.asOf !== null ? (
        <Alert title={`Last updated ${describeRelative(data.asOf, now)}`} variant="warning">
          What happened since is not counted yet. If this stays, ask your admin to look at Sync in the app&apos;s
          settings.
        </Alert>
      ) : null}
      {data.may.act || data.paused !== null ? null : (
        <Text variant="microcopy">
          You can look but not act here. Ask your admin if you need to start plays or confirm roles.
        </Text>
      )}
    </>
  );
}

/** What is shown was known last; why, and until when or by whom that ends. */
function Paused({ data: { paused, asOf } }: { data: AccountCardData }) {
  if (paused === null) return null;
  const shown = asOf === null ? '' : `This is as of ${formatExact(asOf)}. `;
  if (paused.reason === 'access_withdrawn') {
    return (
      <Alert title="Roundtable may no longer read this HubSpot account" variant="danger">
        {`${shown}Ask an admin to install the app again; nothing is lost.`}
      </Alert>
    );
  }
  return (
    <Alert title={`HubSpot's daily limit of requests is used up until ${formatExact(paused.until)}`} variant="warning">
      {`${shown}It goes on by itself then, and plays can be started and roles confirmed again.`}
    </Alert>
  );
}
