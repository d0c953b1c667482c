import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { ChoicesFrame } from './choices-frame.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { FLAGS } from './target-flags-texts.ts';
import { TwoWayChoice } from './two-way-choice.tsx';

/** Whether HubSpot's own target account and ideal customer profile tier follow the tier. */
export function TargetFlags({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {({ keepTargetAccounts, unwritableTargets, mayChange }, actions) => (
        <Flex direction="column" gap="small">
          <TwoWayChoice
            name="target-accounts"
            texts={FLAGS}
            isOn={keepTargetAccounts}
            mayChange={mayChange}
            actions={actions}
            send={client.chooseTargetAccounts}
          />
          <Text variant="microcopy">{FLAGS.notCounted}</Text>
          {unwritableTargets.length === 0 ? null : (
            <Alert title={FLAGS.unwritable.title(unwritableTargets)} variant="warning">
              {FLAGS.unwritable.text}
            </Alert>
          )}
        </Flex>
      )}
    </ChoicesFrame>
  );
}
