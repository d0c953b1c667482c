import {
  Button,
  Flex,
  Heading,
  Inline,
  LoadingButton,
  Select,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { ChoicesData, MappableProperty } from './choices-data.ts';
import { ChoicesFrame } from './choices-frame.tsx';
import { CLUSTERS } from './clusters-texts.ts';
import { Unsaved } from '../saving.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { ToDo } from '../to-do.tsx';

/** What the accounts of Tier 2 are grouped by. */
export function Clusters({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {(choices, actions) => (
        <Flex direction="column" gap="small">
          <ToDo mayChange={choices.mayChange} words={CLUSTERS.toDo} />
          <Heading>{CLUSTERS.title}</Heading>
          <Text>{CLUSTERS.explain}</Text>
          {choices.mayChange ? (
            <Chooser client={client} choices={choices} actions={actions} />
          ) : (
            <Text>{choices.clusterBy === null ? CLUSTERS.bySize : CLUSTERS.by(choices.clusterBy)}</Text>
          )}
          <Result key={choices.clusterBy} client={client} />
        </Flex>
      )}
    </ChoicesFrame>
  );
}

/** The clusters that result from the choice. */
function Result({ client }: { client: SettingsClient }) {
  const loaded = useLoaded(client.readClusters);
  const { columns, count, more, reading, unreadable, justSaved } = CLUSTERS.result;
  return (
    <Loading loaded={loaded} reading={reading} unreadable={unreadable}>
      {(data) => (
        <Flex direction="column" gap="extra-small">
          <Text>{count(data)}</Text>
          {data.inNone === 0 ? null : <Text variant="microcopy">{justSaved}</Text>}
          {data.shown.length === 0 ? null : (
            <HeadedTable columns={columns}>
              {data.shown.map(({ name, accounts, warm }) => (
                <TableRow key={name}>
                  <TableCell>{name}</TableCell>
                  <TableCell align="right">{formatNumber(accounts)}</TableCell>
                  <TableCell align="right">{formatNumber(warm)}</TableCell>
                </TableRow>
              ))}
            </HeadedTable>
          )}
          {more(data) === null ? null : <Text variant="microcopy">{more(data)}</Text>}
        </Flex>
      )}
    </Loading>
  );
}

interface ChooserProps {
  client: SettingsClient;
  choices: ChoicesData;
  actions: Actions<ChoicesData>;
}

function Chooser({ client, choices: { clusterBy }, actions }: ChooserProps) {
  const loaded = useLoaded(client.listProperties);
  const [draft, setDraft] = useState<string | null>(clusterBy);
  const save = (): void => actions.act('clusters', () => client.chooseClusters(draft));
  return (
    <Loading loaded={loaded} reading={CLUSTERS.reading} unreadable={CLUSTERS.unreadable}>
      {(properties) => (
        <>
          <Select
            label={CLUSTERS.choose}
            name="clusters"
            value={draft ?? ''}
            options={[
              { value: '', label: CLUSTERS.bySize },
              ...properties.filter(isGrouping).map(({ name, label }) => ({ value: name, label })),
            ]}
            onChange={(name) => setDraft(name === '' ? null : String(name))}
          />
          {draft === clusterBy ? null : (
            <>
              <Unsaved />
              <Text>{CLUSTERS.ifSaved}</Text>
              <Inline gap="small">
                <LoadingButton variant="primary" loading={actions.busy !== null} onClick={save}>
                  {CLUSTERS.save}
                </LoadingButton>
                <Button onClick={() => setDraft(clusterBy)}>{CLUSTERS.cancel}</Button>
              </Inline>
            </>
          )}
        </>
      )}
    </Loading>
  );
}

/** Hardly any two accounts share a day. */
function isGrouping({ type }: MappableProperty): boolean {
  return type !== 'date' && type !== 'datetime';
}
