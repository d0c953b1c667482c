import { Alert, Button, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { SettingsClient } from '../settings-client.ts';
import { PAGE, UNWRITABLE } from '../texts.ts';
import type { SyncData } from './sync-data.ts';

interface UnwritableProps {
  client: SettingsClient;
  unwritable: NonNullable<SyncData['unwritable']>;
  onReload: () => void;
  onShow: () => void;
}

/** Says that HubSpot is not given what Roundtable computes, why not, and looks again when somebody has put it right. */
export function Unwritable({ client, unwritable, onReload, onShow }: UnwritableProps) {
  const [asked, setAsked] = useState<'no' | 'asking' | 'asked' | 'failed'>('no');
  const lookAgain = async (): Promise<void> => {
    setAsked('asking');
    const outcome = await client.sweep().then(
      () => 'asked' as const,
      () => 'failed' as const,
    );
    setAsked(outcome);
    onReload();
  };
  return (
    <Alert title={UNWRITABLE.title(unwritable)} variant="danger">
      <Text>{UNWRITABLE.text(unwritable.why)}</Text>
      <Inline gap="small">
        <Button size="xs" onClick={onShow}>
          {UNWRITABLE.show}
        </Button>
        <LoadingButton size="xs" loading={asked === 'asking'} onClick={lookAgain}>
          {UNWRITABLE.again}
        </LoadingButton>
      </Inline>
      {asked === 'asked' ? <Text variant="microcopy">{UNWRITABLE.asked}</Text> : null}
      {asked === 'failed' ? <Text variant="microcopy">{PAGE.failed}</Text> : null}
    </Alert>
  );
}
