import { Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { OverdueTask } from './card-tasks.ts';
import { STANDING } from './texts.ts';

/** One thing to do: what, and under it where it is done or why. */
export function ToDo({ what, more }: { what: string; more: string | null }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{what}</Text>
      {more === null ? null : <Text variant="microcopy">{more}</Text>}
    </Flex>
  );
}

/** A task that no play made: it was promised, so it comes before a play is started. */
export function Overdue({ late: [latest, ...others], now }: { late: readonly OverdueTask[]; now: number }) {
  if (latest === undefined) return null;
  return <ToDo what={STANDING.overdue(latest, now)} more={STANDING.underTasks(others.length)} />;
}
