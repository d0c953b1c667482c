import { Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';

/** One thing to do: what, and under it where it is done or why. */
export function ToDo({ what, more }: { what: string; more: string | null }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{what}</Text>
      {more === null ? null : <Text variant="microcopy">{more}</Text>}
    </Flex>
  );
}
