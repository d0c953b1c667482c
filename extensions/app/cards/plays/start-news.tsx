import { Alert, ProgressBar, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { CardPlayRun } from '../card-data.ts';
import { START } from './start-texts.ts';

/** For this long a start is news. */
const NEWS_FOR_MS = 3_600_000;

/** Its tasks were made within the hour. */
export function isNews({ status, startedAt }: CardPlayRun, now: number): boolean {
  return status === 'running' && now - Date.parse(startedAt) < NEWS_FOR_MS;
}

/** What became of a start: that its tasks are being made, how many were and for whom (then `children`), or why it failed. */
export function StartNews({ run, children }: { run: CardPlayRun; children?: React.ReactNode }) {
  if (run.status === 'starting') return <Starting run={run} />;
  if (run.status === 'failed') {
    return (
      <Alert title={START.notStarted(run.name)} variant="danger">
        {run.problem ?? START.again}
      </Alert>
    );
  }
  return (
    <Alert title={START.started(run.name)} variant="success">
      <Text>{START.made(run)}</Text>
      {children}
    </Alert>
  );
}

function Starting({ run: { name, steps } }: { run: CardPlayRun }) {
  const made = steps.filter(({ taskId }) => taskId !== null).length;
  return (
    <Alert title={START.starting(name)} variant="info">
      <ProgressBar
        title={START.creating}
        value={made}
        maxValue={steps.length}
        valueDescription={START.created(made, steps.length)}
      />
    </Alert>
  );
}
