import { Alert, Button, Flex, Inline, ProgressBar, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { fillOf } from 'roundtable-ui/fill-of.ts';
import { STATE } from './page-texts.ts';
import type { PortalStateData } from './portal-state-data.ts';

/** That the first sync runs, and how far it is, or that HubSpot cannot be asked; nothing on ordinary days. */
export function PortalState({ state, onCheck }: { state: PortalStateData; onCheck: () => void }) {
  const { progress, paused } = state;
  if (paused?.reason === 'access_withdrawn') {
    return (
      <Alert title={STATE.withdrawn.title} variant="danger">
        {STATE.withdrawn.text}
      </Alert>
    );
  }
  return (
    <>
      {paused === null ? null : (
        <Alert title={STATE.dailyLimit.title(paused.until)} variant="warning">
          {STATE.dailyLimit.text}
        </Alert>
      )}
      {progress === null ? null : <FirstSync progress={progress} onCheck={onCheck} />}
    </>
  );
}

function FirstSync({ progress, onCheck }: { progress: NonNullable<PortalStateData['progress']>; onCheck: () => void }) {
  const { done, total, step } = progress;
  return (
    <Alert title={STATE.syncing.title} variant="info">
      <Flex direction="column" gap="small">
        <Text>{STATE.syncing.text}</Text>
        <ProgressBar title={step} {...fillOf(done, total)} valueDescription={STATE.syncing.amount(progress)} />
        <Inline>
          <Button onClick={() => onCheck()}>{STATE.syncing.again}</Button>
        </Inline>
      </Flex>
    </Alert>
  );
}
