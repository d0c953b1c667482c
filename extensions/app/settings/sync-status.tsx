import {
  Accordion,
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Inline,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import React, { useEffect } from 'react';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { SyncData, SyncStep } from './sync-data.ts';

const POLL_MS = 5_000;
const STATUSES = {
  installing: { word: 'Installing', variant: 'info' },
  syncing: { word: 'First sync under way', variant: 'info' },
  active: { word: 'Up to date', variant: 'success' },
  revoked: { word: 'Access was withdrawn', variant: 'danger' },
} as const;

interface SyncStatusProps {
  load: () => Promise<SyncData>;
  /** Epoch ms, read at each rendering, from which relative times are counted. */
  clock?: () => number;
}

/** How far the sync is, what came of it, and what still waits. */
export function SyncStatus({ load, clock = Date.now }: SyncStatusProps) {
  const { data, problem, reload } = useLoaded(load);
  const isAtWork = data?.status === 'installing' || data?.status === 'syncing';
  useEffect(() => {
    if (!isAtWork) return undefined;
    const timer = setInterval(reload, POLL_MS);
    return () => clearInterval(timer);
  }, [isAtWork, reload]);

  if (data === null) {
    if (problem === null) return <LoadingSpinner label="Reading the state of the sync" showLabel layout="centered" />;
    return <LoadProblem title="The sync's state could not be read" message={problem.message} onRetry={reload} />;
  }
  return (
    <Flex direction="column" gap="medium">
      {problem === null ? null : (
        <Alert title="This may be out of date" variant="warning">
          {problem.message}
        </Alert>
      )}
      <Overview data={data} now={clock()} onReload={reload} />
      {isAtWork ? data.steps.map((step) => <Step key={step.name} step={step} />) : null}
      <Outcome data={data} />
      {isAtWork ? null : <WasRead steps={data.steps} />}
    </Flex>
  );
}

function Overview({ data, now, onReload }: { data: SyncData; now: number; onReload: () => void }) {
  const { word, variant } = STATUSES[data.status];
  return (
    <Flex direction="column" gap="small">
      <Heading>Sync</Heading>
      <Inline gap="small" align="center">
        <StatusTag variant={variant}>{word}</StatusTag>
        <Text variant="microcopy">last refresh</Text>
        {data.asOf === null ? <Text variant="microcopy">none yet</Text> : <RelativeTime at={data.asOf} now={now} />}
        <Button size="xs" onClick={() => onReload()}>
          Check again
        </Button>
      </Inline>
      {data.status === 'revoked' ? (
        <Alert title="Roundtable may no longer read this account" variant="danger">
          Install the app again to go on. Your tiers, decisions and plays are kept.
        </Alert>
      ) : null}
      {data.problem && data.status !== 'revoked' ? (
        <Alert title="The first sync met a problem; it is tried again every ten minutes" variant="warning">
          {data.problem}
        </Alert>
      ) : null}
    </Flex>
  );
}

function Step({ step }: { step: SyncStep }) {
  const { label, done, total, finishedAt } = step;
  const isFinished = finishedAt !== null;
  const running = total === null ? `${format(done)} so far` : `${format(done)} of ${format(total)}`;
  const amount = isFinished ? format(done) : running;
  return (
    <ProgressBar
      title={isFinished ? `${label}: done` : label}
      value={isFinished ? 1 : done}
      maxValue={isFinished ? 1 : (total ?? (done || 1))}
      valueDescription={amount}
    />
  );
}

/** What the first sync read, once it is over. */
function WasRead({ steps }: { steps: readonly SyncStep[] }) {
  if (steps.length === 0) return null;
  return (
    <Accordion title="What the first sync read" size="xs">
      <DescriptionList direction="row">
        {steps.map(({ name, label, done }) => (
          <DescriptionListItem key={name} label={label}>
            {format(done)}
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Accordion>
  );
}

function Outcome({ data }: { data: SyncData }) {
  const { accountsByTier: tiers, waiting } = data;
  return (
    <DescriptionList direction="row">
      <DescriptionListItem label="Tier 1">{format(tiers['1'])}</DescriptionListItem>
      <DescriptionListItem label="Tier 2">{format(tiers['2'])}</DescriptionListItem>
      <DescriptionListItem label="Tier 3">{format(tiers['3'])}</DescriptionListItem>
      <DescriptionListItem label="Without a tier">{format(tiers.none)}</DescriptionListItem>
      <DescriptionListItem label="Waiting to be scored">{format(waiting.stale)}</DescriptionListItem>
      <DescriptionListItem label="Waiting to be written back">{format(waiting.unpublished)}</DescriptionListItem>
      <DescriptionListItem label="Records that refused our values">{format(data.refused)}</DescriptionListItem>
      <DescriptionListItem label="Requests made">{format(data.requestsMade)}</DescriptionListItem>
      <DescriptionListItem label="Scoring model">{`version ${data.modelVersion}`}</DescriptionListItem>
    </DescriptionList>
  );
}

function format(count: number): string {
  return count.toLocaleString('en');
}
