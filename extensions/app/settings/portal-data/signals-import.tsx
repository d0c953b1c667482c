import { Alert, Button, Flex, Heading, Inline, LoadingButton, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { CopyButton, type Copy } from 'roundtable-ui/copy-button.tsx';
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
}

const { tables: WORDS } = SIGNALS;

/** Intent from a vendor's report: what tables told of a source, which can be taken out again, and the way to paste one. */
export function SignalTables({ client, data, actions, onOpen }: SignalTablesProps & { onOpen: () => void }) {
  return (
    <Flex direction="column" gap="small">
      <Heading>{WORDS.title}</Heading>
      <Text>{WORDS.explain}</Text>
      <Imported {...{ client, data, actions }} />
      <Inline>
        <Button onClick={() => onOpen()}>{WORDS.open}</Button>
      </Inline>
    </Flex>
  );
}

interface PasteReportProps extends SignalTablesProps {
  copy: Copy | undefined;
  onImported: () => void;
  onClose: () => void;
}

/** The field for a report, alone on the tab, with a line to begin with. */
export function PasteReport({ client, data, actions, copy, onImported, onClose }: PasteReportProps) {
  /** One more with each source taken out: what was said of the import before holds no more. */
  const [round, setRound] = useState(0);
  return (
    <Flex direction="column" gap="medium">
      <Heading>{WORDS.pasting}</Heading>
      <TableImport key={round} texts={WORDS} send={client.importSignals} onDone={onImported}>
        <Button onClick={() => onClose()}>{WORDS.close}</Button>
      </TableImport>
      <Flex direction="column" gap="extra-small">
        <Text format={{ fontWeight: 'demibold' }}>{WORDS.sampleTitle}</Text>
        <Text>{WORDS.sampleHeader}</Text>
        <Text>{WORDS.sample}</Text>
        <CopyButton copy={copy} text={() => WORDS.placeholder} words={WORDS.copySample} size="sm" />
      </Flex>
      <Imported {...{ client, data, actions }} onTakenOut={() => setRound(round + 1)} />
    </Flex>
  );
}

function Imported({ client, data, actions, onTakenOut }: SignalTablesProps & { onTakenOut?: () => void }) {
  const imported = data.sources.filter((source) => source.imported > 0);
  const [asked, setAsked] = useState<string | null>(null);
  const takeOut = (source: string): void =>
    actions.act(
      'take-out',
      () => client.takeOutSignals(source),
      () => {
        setAsked(null);
        onTakenOut?.();
      },
    );
  if (imported.length === 0) return null;
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
