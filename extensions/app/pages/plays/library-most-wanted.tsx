import { Button, Flex, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { STAGES } from 'roundtable-ui/condition-words.ts';
import type { LibraryPageData } from './library-data.ts';
import type { Wanted } from './library-fit.ts';
import { MOST_WANTED } from './library-texts.ts';

interface MostWantedProps {
  data: LibraryPageData;
  onWrite: (place: Wanted) => void;
}

/** Which text to write next, as it would serve most accounts; or that nothing is to do. */
export function MostWanted({ data: { mostWanted, roles }, onWrite }: MostWantedProps) {
  if (mostWanted === null) return <Text format={{ fontWeight: 'demibold' }}>{MOST_WANTED.nothing}</Text>;
  const { role, stage, channel, accounts } = mostWanted;
  const who = roles.find(({ value }) => value === role)?.label ?? MOST_WANTED.anyRole;
  const place = MOST_WANTED.place(who, STAGES[stage as keyof typeof STAGES] ?? stage);
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{MOST_WANTED.next(place, accounts)}</Text>
      <Inline>
        <Button variant="primary" onClick={() => onWrite({ role, stage, industry: null, channel })}>
          {MOST_WANTED.write}
        </Button>
      </Inline>
    </Flex>
  );
}
