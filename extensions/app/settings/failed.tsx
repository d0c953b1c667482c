import { Alert, Button, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { PAGE } from './texts.ts';

/** Why a change failed, and a retry of the same change. */
export function Failed({ failed }: { failed: Actions<never>['failed'] }) {
  if (failed === null) return null;
  return (
    <Alert title={PAGE.failed} variant="danger">
      <Text>{failed.message}</Text>
      <Button onClick={() => failed.retry()}>{PAGE.retry}</Button>
    </Alert>
  );
}
