import { Button, Flex, Inline, LoadingButton, Text, ToggleGroup } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData } from './choices-data.ts';
import { ChoicesFrame } from './choices-frame.tsx';
import type { SettingsClient } from './settings-client.ts';
import { ROLES } from './texts.ts';

/** Whether a role that a rep confirms on a card becomes the contact's buying role in HubSpot. */
export function ConfirmedRoles({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {(choices, actions) => <Chooser client={client} choices={choices} actions={actions} />}
    </ChoicesFrame>
  );
}

interface ChooserProps {
  client: SettingsClient;
  choices: ChoicesData;
  actions: Actions<ChoicesData>;
}

/** Says what a change would do before it is saved. */
function Chooser({ client, choices, actions }: ChooserProps) {
  const { writeConfirmedRoles, mayChange } = choices;
  const [draft, setDraft] = useState<boolean | null>(null);
  const isChanged = draft !== null && draft !== writeConfirmedRoles;
  const save = (wanted: boolean): void =>
    actions.act(
      'roles',
      () => client.chooseConfirmedRoles(wanted),
      () => setDraft(null),
    );
  return (
    <Flex direction="column" gap="small">
      <ToggleGroup
        toggleType="radioButtonList"
        name="confirmed-roles"
        label={ROLES.title}
        options={ROLES.options.map((option) => ({ ...option, readonly: !mayChange, readOnly: !mayChange }))}
        value={(draft ?? writeConfirmedRoles) ? 'write' : 'leave'}
        onChange={(value) => setDraft(value === 'write')}
      />
      {isChanged ? (
        <>
          <Text>{draft ? ROLES.ifWritten : ROLES.ifLeft}</Text>
          <Inline gap="small">
            <LoadingButton variant="primary" loading={actions.busy !== null} onClick={() => save(draft)}>
              {ROLES.save}
            </LoadingButton>
            <Button onClick={() => setDraft(null)}>{ROLES.cancel}</Button>
          </Inline>
        </>
      ) : null}
    </Flex>
  );
}
