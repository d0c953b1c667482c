import { Alert, Button, Flex, Heading, Inline, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import { useActions } from 'roundtable-ui/use-actions.ts';
import type { PlaysClient } from './plays-client.ts';
import type { ImportPlaysAnswer } from './plays-data.ts';
import { IMPORT, PLAYS } from './plays-texts.ts';

/** Takes over past plays from a team's spreadsheet. */
export function ImportPlays({ client, onClose }: { client: PlaysClient; onClose: () => void }) {
  const [table, setTable] = useState('');
  const [done, setDone] = useState<ImportPlaysAnswer | null>(null);
  const { busy, failed, act } = useActions(setDone);
  return (
    <Flex direction="column" gap="medium">
      <Inline>
        <Button size="small" onClick={() => onClose()}>
          {PLAYS.back}
        </Button>
      </Inline>
      <Heading>{IMPORT.heading}</Heading>
      <Text>{IMPORT.help}</Text>
      {done === null ? null : <Alert title={IMPORT.done(done)} variant="success" />}
      {failed === null ? null : <Alert title={failed.message} variant="danger" />}
      <TextArea
        label={IMPORT.label}
        name="table"
        rows={10}
        placeholder={IMPORT.placeholder}
        value={table}
        {...typing(setTable)}
      />
      <Inline>
        <LoadingButton
          variant="primary"
          loading={busy !== null}
          disabled={table.trim() === ''}
          onClick={() => act('import', client.importPast(table))}
        >
          {IMPORT.act}
        </LoadingButton>
      </Inline>
    </Flex>
  );
}
