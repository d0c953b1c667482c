import { Alert, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { toPlain } from './plays-faults.ts';
import { PLAYS } from './plays-texts.ts';

/** Why the last change was not made, in the words of the form; nothing where it was. */
export function Failure({ actions }: { actions: Pick<Actions<unknown>, 'failed'> }) {
  if (actions.failed === null) return null;
  return (
    <Alert title={PLAYS.failed} variant="danger">
      <Text>{toPlain(actions.failed.message)}</Text>
    </Alert>
  );
}
