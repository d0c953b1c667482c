import { Alert, Flex, Heading, Inline, ProgressBar, StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { CardPlayRun } from './card-data.ts';

/** Plays that were started here and how far they are. */
export function RunningPlays({ runs, now }: { runs: readonly CardPlayRun[]; now: number }) {
  if (runs.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>Running</Heading>
      {runs.map((run) => (
        <Run key={run.runId} run={run} now={now} />
      ))}
    </Flex>
  );
}

function Run({ run, now }: { run: CardPlayRun; now: number }) {
  if (run.status === 'starting') return <Starting run={run} />;
  if (run.status === 'running') return <Underway run={run} now={now} />;
  if (run.status === 'failed') {
    return (
      <Alert title={`"${run.name}" could not be started`} variant="danger">
        {run.problem ?? 'Start it again. If it fails again, ask your admin.'}
      </Alert>
    );
  }
  const isCompleted = run.status === 'completed';
  return (
    <Inline gap="small" align="center">
      <StatusTag variant={isCompleted ? 'success' : 'default'}>{isCompleted ? 'Done' : 'Given up'}</StatusTag>
      <Text>{run.name}</Text>
      <Text variant="microcopy">started</Text>
      <RelativeTime at={run.startedAt} now={now} />
    </Inline>
  );
}

function Starting({ run }: { run: CardPlayRun }) {
  const made = run.steps.filter((step) => step.taskId !== null).length;
  return (
    <ProgressBar
      title={`"${run.name}" is starting`}
      value={made}
      maxValue={run.steps.length}
      valueDescription={`${made} of ${run.steps.length} tasks created`}
    />
  );
}

/** The step that is due next; after the last one, the last. */
function Underway({ run, now }: { run: CardPlayRun; now: number }) {
  const upcoming = run.steps.findIndex((step) => Date.parse(step.dueAt) >= now);
  const index = upcoming === -1 ? run.steps.length - 1 : upcoming;
  const step = run.steps[index];
  return (
    <Inline gap="small" align="center">
      <StatusTag variant="info">Running</StatusTag>
      <Text format={{ fontWeight: 'demibold' }}>{run.name}</Text>
      {step === undefined ? null : (
        <>
          <Text>{`step ${index + 1} of ${run.steps.length}: ${step.title}, due`}</Text>
          <RelativeTime at={step.dueAt} now={now} />
        </>
      )}
    </Inline>
  );
}
