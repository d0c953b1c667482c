import { Accordion, Button, Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { LibraryPageData, ListedText } from './library-data.ts';
import { describeFit, describeRatings, LIBRARY } from './library-texts.ts';

interface UnusedProps {
  data: LibraryPageData;
  actions: Actions<LibraryPageData>;
  onUse: (text: ListedText) => void;
}

/** The texts that plays no longer use, each with a button to put it back. */
export function UnusedTexts({ data: { unused, roles, mayChange }, actions, onUse }: UnusedProps) {
  if (unused.length === 0) return null;
  return (
    <Accordion title={LIBRARY.unused(unused.length)} size="small">
      <Flex direction="column" gap="small">
        <Text variant="microcopy">{LIBRARY.unusedHelp(unused.some(({ ratings }) => ratings.n > 0))}</Text>
        {unused.map((text) => (
          <Flex key={text.textId} direction="column" gap="flush" align="start">
            <Text format={{ fontWeight: 'demibold' }}>{text.title}</Text>
            <Text variant="microcopy">{`${describeFit(text, roles)} · ${describeRatings(text)}`}</Text>
            <Text>{text.text}</Text>
            {mayChange ? (
              <Button size="extra-small" disabled={actions.busy !== null} onClick={() => onUse(text)}>
                {LIBRARY.putBackOf(text.title)}
              </Button>
            ) : null}
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}
