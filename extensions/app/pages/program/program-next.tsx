import { Button, Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { MeasuredProgram } from './program-data.ts';
import type { Opened } from './program-behind.tsx';
import { chooseNextStep } from './choose-next-step.ts';
import { NEXT_STEP } from './program-texts.ts';

/** What the team should do now, with the accounts concerned. */
export function ProgramNext({ program, onOpen }: { program: MeasuredProgram; onOpen: (opened: Opened) => void }) {
  const next = chooseNextStep(program);
  if (next === null) return <Text>{NEXT_STEP.none}</Text>;
  return (
    <Flex direction="column" gap="small" align="start">
      <Text format={{ fontWeight: 'demibold' }}>{NEXT_STEP.title[next.step](next)}</Text>
      <Text variant="microcopy">{NEXT_STEP.how[next.step]}</Text>
      <Button variant="primary" onClick={() => onOpen({ group: next.tier, figure: 'all', stage: null })}>
        {NEXT_STEP.open(next)}
      </Button>
    </Flex>
  );
}
