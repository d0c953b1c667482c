import { Alert, Button, Flex, Heading, Inline, LoadingButton, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { TableImport } from 'roundtable-ui/table-import.tsx';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { SignalsData } from './signals-data.ts';
import { SIGNALS } from './signals-texts.ts';

interface SignalTablesProps {
  client: SettingsClient;
  data: SignalsData;
  actions: Actions<SignalsData>;
  onImported: () => void;
}

const { tables: WORDS } = SIGNALS;

/** Intent from a vendor's report: a table is pasted, and what tables told of a source can be taken out again. */
export function SignalTables({ client, data, actions, onImported }: SignalTablesProps) {
  const [isOpen, setIsOpen] = useState(false);
  /** One more with each source taken out: what was said of the import before holds no more. */
  const [round, setRound] = useState(0);
  const imported = data.sources.filter((source) => source.imported > 0);
  return (
    <Flex direction="column" gap="small">
      <Heading>{WORDS.title}</Heading>
      <Text>{WORDS.explain}</Text>
      {imported.length === 0 ? null : (
        <Imported {...{ client, actions, imported }} onTakenOut={() => setRound(round + 1)} />
      )}
      {isOpen ? <TableImport key={round} texts={WORDS} send={client.importSignals} onDone={onImported} /> : null}
      <Inline>
        <Button onClick={() => setIsOpen(!isOpen)}>{isOpen ? WORDS.close : WORDS.open}</Button>
      </Inline>
    </Flex>
  );
}

interface ImportedProps extends Pick<SignalTablesProps, 'client' | 'actions'> {
  imported: SignalsData['sources'];
  onTakenOut: () => void;
}

function Imported({ client, actions, imported, onTakenOut }: ImportedProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const takeOut = (source: string): void =>
    actions.act(
      'take-out',
      () => client.takeOutSignals(source),
      () => {
        setAsked(null);
        onTakenOut();
      },
    );
  return (
    <>
      <HeadedTable columns={WORDS.columns}>
        {imported.map(({ source, imported: count }) => (
          <TableRow key={source}>
            <TableCell>{source}</TableCell>
            <TableCell>{formatNumber(count)}</TableCell>
            <TableCell>
              <Button size="xs" disabled={asked !== null} onClick={() => setAsked(source)}>
                {WORDS.takeOut}
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </HeadedTable>
      {asked === null ? null : (
        <Alert title={WORDS.asking.title(asked)} variant="warning">
          <Text>{WORDS.asking.text}</Text>
          <Inline gap="small">
            <LoadingButton variant="destructive" loading={actions.busy === 'take-out'} onClick={() => takeOut(asked)}>
              {WORDS.asking.yes}
            </LoadingButton>
            <Button onClick={() => setAsked(null)}>{WORDS.asking.no}</Button>
          </Inline>
        </Alert>
      )}
    </>
  );
}
