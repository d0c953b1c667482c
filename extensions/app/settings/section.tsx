import { Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';

/** What belongs together, under its name. */
export function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      {children}
    </Flex>
  );
}
