import React from 'react';
import { ChoicesFrame } from './choices-frame.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { ROLES } from '../texts.ts';
import { TwoWayChoice } from './two-way-choice.tsx';

/** Whether a role that a rep confirms on a card becomes the contact's buying role in HubSpot. */
export function ConfirmedRoles({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {({ writeConfirmedRoles, mayChange }, actions) => (
        <TwoWayChoice
          name="confirmed-roles"
          texts={ROLES}
          isOn={writeConfirmedRoles}
          mayChange={mayChange}
          actions={actions}
          send={client.chooseConfirmedRoles}
        />
      )}
    </ChoicesFrame>
  );
}
