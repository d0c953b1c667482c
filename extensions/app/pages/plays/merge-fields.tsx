import { Accordion, Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { MERGE } from './merge-fields-texts.ts';

/** The merge fields a text may use, each with what it stands for. */
export function MergeFields({ names }: { names: readonly string[] }) {
  return (
    <Flex direction="column" gap="flush">
      <Accordion title={MERGE.title} size="small">
        <Flex direction="column" gap="flush">
          {names.map((name) => (
            <Text key={name} variant="microcopy">
              {MERGE.field(name)}
            </Text>
          ))}
        </Flex>
      </Accordion>
      <Text variant="microcopy">{MERGE.fallback}</Text>
    </Flex>
  );
}
