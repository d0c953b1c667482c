import { Button, ErrorState, Text } from '@hubspot/ui-extensions';
import React from 'react';

const TRY_AGAIN = 'Try again';

/** Says what went wrong and what to do, and offers to try again. */
export function LoadProblem({ title, message, onRetry }: { title: string; message: string; onRetry: () => void }) {
  return (
    <ErrorState title={title}>
      <Text>{message}</Text>
      <Button onClick={() => onRetry()}>{TRY_AGAIN}</Button>
    </ErrorState>
  );
}
