import { Inline, StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { CAUTION } from './target-list-texts.ts';

/** A change with what speaks against it. */
interface Cautious {
  cautions: readonly string[];
}

/** What is to be looked at before this is approved; nothing where nothing speaks against it. */
export function Cautions({ cautions }: Cautious) {
  if (cautions.length === 0) return null;
  return (
    <Inline gap="extra-small" align="center">
      <StatusTag variant="warning">{CAUTION.look}</StatusTag>
      <Text>{CAUTION.why(cautions)}</Text>
    </Inline>
  );
}

/** Those that may be approved together, and those to be looked at one by one; each in the order given. */
export function splitByCaution<Change extends Cautious>(
  changes: readonly Change[],
): { plain: Change[]; look: Change[] } {
  return {
    plain: changes.filter(({ cautions }) => cautions.length === 0),
    look: changes.filter(({ cautions }) => cautions.length > 0),
  };
}

/** The others, which may be approved together, before those to be looked at one by one. */
export function sortByCaution<Change extends Cautious>(changes: readonly Change[]): Change[] {
  const { plain, look } = splitByCaution(changes);
  return [...plain, ...look];
}
