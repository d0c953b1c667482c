import { Button, Flex, Heading, Inline } from '@hubspot/ui-extensions';
import React from 'react';
import { TableImport } from 'roundtable-ui/table-import.tsx';
import type { PlaysClient } from './plays-client.ts';
import { IMPORT } from './plays-import-texts.ts';
import { PLAYS } from './plays-texts.ts';

/** Takes over past plays from a team's spreadsheet. */
export function ImportPlays({ client, onClose }: { client: PlaysClient; onClose: () => void }) {
  return (
    <Flex direction="column" gap="medium">
      <Inline>
        <Button size="small" onClick={() => onClose()}>
          {PLAYS.back}
        </Button>
      </Inline>
      <Heading>{IMPORT.heading}</Heading>
      <TableImport texts={IMPORT} send={client.importPast} />
    </Flex>
  );
}
