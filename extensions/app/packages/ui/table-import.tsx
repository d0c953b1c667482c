import { Alert, Flex, Form, Inline, LoadingButton, TableCell, TableRow, Text, TextArea } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from './headed-table.tsx';
import { typing } from './typing.ts';
import { useActions } from './use-actions.ts';

interface ImportTexts<Answer> {
  help: string;
  label: string;
  /** What a table looks like, as an example. */
  placeholder: string;
  act: string;
  /** The outcome, as a sentence. */
  done: (answer: Answer) => string;
  /** Column heads of the list of faults. */
  faults: readonly [string, string];
}

interface TableImportProps<Answer> {
  texts: ImportTexts<Answer>;
  /** Prepares the request, so that a retry sends the same one. */
  send: (table: string) => () => Promise<Answer>;
  onDone?: () => void;
  /** Beside its button. */
  children?: React.ReactNode;
}

/** A table pasted from a spreadsheet, imported as a whole or not at all; every invalid cell is listed. */
export function TableImport<Answer>({ texts, send, onDone, children }: TableImportProps<Answer>) {
  const [table, setTable] = useState('');
  const [done, setDone] = useState<Answer | null>(null);
  const { busy, failed, act } = useActions(setDone);
  const start = (): void => {
    setDone(null);
    act('import', send(table), onDone);
  };
  return (
    <Form onSubmit={start} preventDefault>
      <Flex direction="column" gap="small">
        {done === null ? null : <Alert title={texts.done(done)} variant="success" />}
        {failed === null ? null : <Alert title={failed.message} variant="danger" />}
        {failed === null || failed.faults.length < 2 ? null : (
          <HeadedTable columns={texts.faults}>
            {failed.faults.map(({ field, problem }) => (
              <TableRow key={`${field} ${problem}`}>
                <TableCell>{field}</TableCell>
                <TableCell>{problem}</TableCell>
              </TableRow>
            ))}
          </HeadedTable>
        )}
        <TextArea
          label={texts.label}
          name="table"
          rows={10}
          placeholder={texts.placeholder}
          value={table}
          {...typing(setTable)}
        />
        <Inline>
          <LoadingButton type="submit" variant="primary" loading={busy !== null} disabled={table.trim() === ''}>
            {texts.act}
          </LoadingButton>
          {children}
        </Inline>
        <Text>{texts.help}</Text>
      </Flex>
    </Form>
  );
}
