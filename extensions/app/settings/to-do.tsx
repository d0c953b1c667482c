import { Text } from '@hubspot/ui-extensions';
import React from 'react';

/** The first line of a tab: what is to be done there, or that nothing is. Who may change nothing is told that instead. */
export function ToDo({ mayChange = true, words }: { mayChange?: boolean; words: string }) {
  return mayChange ? <Text format={{ fontWeight: 'demibold' }}>{words}</Text> : null;
}
