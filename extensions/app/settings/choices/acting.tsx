import React from 'react';
import type { SettingsClient } from '../settings-client.ts';
import { ACTING } from './acting-texts.ts';
import { ChoicesFrame } from './choices-frame.tsx';
import { TwoWayChoice } from './two-way-choice.tsx';

/** Whether everybody may act on the cards of a company, or only its owner. */
export function Acting({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {({ onlyOwnersAct, mayChange }, actions) => (
        <TwoWayChoice
          name="acting"
          texts={ACTING}
          isOn={onlyOwnersAct}
          mayChange={mayChange}
          actions={actions}
          send={client.chooseActing}
        />
      )}
    </ChoicesFrame>
  );
}
