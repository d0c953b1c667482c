import { Alert, Button, EmptyState, Flex, Heading, Inline, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Copy } from 'roundtable-ui/copy-button.tsx';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { ACTS } from 'roundtable-ui/condition-words.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Failed } from '../failed.tsx';
import type { SettingsClient } from '../settings-client.ts';
import type { SentKind, SignalsData, SignalSource } from './signals-data.ts';
import { SignalKeys } from './signal-keys.tsx';
import { PasteReport, SignalTables } from './signals-import.tsx';
import { SIGNALS } from './signals-texts.ts';
import { VendorOffers } from './vendor-offers.tsx';
import { PAGE } from '../texts.ts';
import { ToDo } from '../to-do.tsx';

interface SignalsProps {
  client: SettingsClient;
  now: number;
  copy: Copy | undefined;
  /** Leads to the tab with the weights. */
  onOpenModel: () => void;
  onOpenMapping: () => void;
}

/** Where signals arrive, what each source sent comes first; the ways to bring them in, the least work first. */
export function Signals({ client, now, copy, onOpenModel, onOpenMapping }: SignalsProps) {
  const loaded = useLoaded(client.readSignals);
  const actions = useActions(loaded.replace);
  const [isPasting, setIsPasting] = useState(false);
  return (
    <Loading loaded={loaded} reading={SIGNALS.reading} unreadable={SIGNALS.unreadable}>
      {(data) => {
        const isArriving = data.people.length > 0 || data.sources.some(({ signals }) => signals > 0);
        if (isPasting) {
          return (
            <>
              <PasteReport
                {...{ client, data, actions, copy }}
                onImported={() => loaded.reload()}
                onClose={() => setIsPasting(false)}
              />
              <Failed failed={actions.failed} />
            </>
          );
        }
        const arrived = <Arrived data={data} now={now} onOpenModel={onOpenModel} />;
        return (
          <Flex direction="column" gap="medium">
            {data.mayChange ? null : <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />}
            <ToDo mayChange={data.mayChange} words={isArriving ? SIGNALS.arriving : SIGNALS.explain} />
            {isArriving ? arrived : null}
            {data.mayChange ? (
              <>
                <Flex direction="column" gap="flush">
                  <Heading>{SIGNALS.title}</Heading>
                  {isArriving ? <Text>{SIGNALS.explain}</Text> : null}
                </Flex>
                <Mapping client={client} onOpen={onOpenMapping} onTaken={() => loaded.reload()} />
                <SignalTables {...{ client, data, actions }} onOpen={() => setIsPasting(true)} />
              </>
            ) : null}
            <SignalKeys {...{ client, data, actions, now, copy }} />
            {isArriving ? null : arrived}
            <Failed failed={actions.failed} />
          </Flex>
        );
      }}
    </Loading>
  );
}

interface MappingProps {
  client: SettingsClient;
  onOpen: () => void;
  onTaken: () => void;
}

/** What stands in HubSpot already: offered where it is known, else chosen on the tab of mapped properties. */
function Mapping({ client, onOpen, onTaken }: MappingProps) {
  const { title, text, open } = SIGNALS.mapping;
  return (
    <Flex direction="column" gap="small">
      <Heading>{title}</Heading>
      <Text>{text}</Text>
      <VendorOffers client={client} onTaken={onTaken} />
      <Inline>
        <Button onClick={() => onOpen()}>{open}</Button>
      </Inline>
    </Flex>
  );
}

function Arrived({ data, now, onOpenModel }: Pick<SignalsProps, 'now' | 'onOpenModel'> & { data: SignalsData }) {
  const { sources, people, mayChange } = data;
  return (
    <Flex direction="column" gap="small">
      <Heading>{SIGNALS.arrived.title}</Heading>
      {sources.length + people.length === 0 ? (
        <EmptyState title={SIGNALS.none.title} layout="vertical">
          <Text>{SIGNALS.none.text}</Text>
        </EmptyState>
      ) : (
        <>
          {sources.length === 0 ? null : <Text>{SIGNALS.arrived.text}</Text>}
          {sources.length === 0 ? null : <Sources sources={sources} now={now} />}
          {people.length === 0 ? null : <People kinds={people} now={now} />}
        </>
      )}
      <Inline>
        <Button size="sm" onClick={() => onOpenModel()}>
          {SIGNALS.openModel(mayChange)}
        </Button>
      </Inline>
    </Flex>
  );
}

const COLUMNS = SIGNALS.columns.map((label, index) => ({
  label,
  align: index === 0 || index === 4 ? ('left' as const) : ('right' as const),
}));

function People({ kinds, now }: { kinds: readonly SentKind[]; now: number }) {
  return (
    <Flex direction="column" gap="small">
      <Text>{SIGNALS.people.explain}</Text>
      <HeadedTable columns={SIGNALS.people.columns}>
        {kinds.map(({ type, recent, activities, contacts, lastAt }) => (
          <TableRow key={type}>
            <TableCell>{nameOfAct(type)}</TableCell>
            <TableCell>{formatNumber(recent)}</TableCell>
            <TableCell>{formatNumber(activities)}</TableCell>
            <TableCell>{formatNumber(contacts)}</TableCell>
            <TableCell>
              <RelativeTime at={lastAt} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </HeadedTable>
    </Flex>
  );
}

function Sources({ sources, now }: { sources: readonly SignalSource[]; now: number }) {
  return (
    <HeadedTable columns={COLUMNS}>
      {sources.map(({ source, recent, signals, companies, lastAt, weight }) => (
        <TableRow key={source}>
          <TableCell>{source}</TableCell>
          <TableCell align="right">{formatNumber(recent)}</TableCell>
          <TableCell align="right">{formatNumber(signals)}</TableCell>
          <TableCell align="right">{formatNumber(companies)}</TableCell>
          <TableCell>{lastAt === null ? SIGNALS.never : <RelativeTime at={lastAt} now={now} />}</TableCell>
          <TableCell align="right">{formatNumber(weight)}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

function nameOfAct(type: string): string {
  return new Map<string, string>(Object.entries(ACTS)).get(type) ?? type;
}
