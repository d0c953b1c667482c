import { Alert, Flex } from '@hubspot/ui-extensions';
import React from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { ChoicesData } from './choices-data.ts';
import { Failed } from '../failed.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { EDITS, PAGE } from '../texts.ts';

interface ChoicesFrameProps {
  client: SettingsClient;
  children: (choices: ChoicesData, actions: Actions<ChoicesData>) => React.ReactNode;
}

/** What all choices share: loading, changing, failing, and rights. */
export function ChoicesFrame({ client, children }: ChoicesFrameProps) {
  const loaded = useLoaded(client.readChoices);
  const actions = useActions(loaded.replace);
  return (
    <Loading loaded={loaded} reading={EDITS.reading} unreadable={EDITS.unreadable}>
      {(choices) => (
        <Flex direction="column" gap="medium">
          {choices.mayChange ? null : <Alert title={PAGE.readOnly(choices.askWhom)} variant="info" />}
          {children(choices, actions)}
          <Failed failed={actions.failed} />
        </Flex>
      )}
    </Loading>
  );
}
