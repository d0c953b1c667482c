import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  LoadingButton,
  Select,
  TableCell,
  TableRow,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Failed } from '../failed.tsx';
import { ToDo } from '../to-do.tsx';
import { ICP } from './model-icp-texts.ts';
import type { ModelClient } from './model-client.ts';
import type { IcpData, Suggestion, SuccessKind } from './model-icp-data.ts';

interface IcpProps {
  client: ModelClient;
  /** Leads to the tab with the draft. */
  onOpenModel: () => void;
}

/** What the account's own closed deals say of who becomes a customer, for the admin to take or leave. */
export function IcpTab({ client, onOpenModel }: IcpProps) {
  const [success, setSuccess] = useState<SuccessKind>('won');
  const load = useCallback(() => client.readIcp(success), [client, success]);
  const loaded = useLoaded(load);
  const actions = useActions(loaded.replace);
  return (
    <Flex direction="column" gap="medium">
      {loaded.data === null ? null : <ToDo words={ICP.toDo[loaded.data.verdict]} />}
      <Flex direction="column" gap="flush">
        <Heading>{ICP.title}</Heading>
        <Text>{ICP.explain}</Text>
      </Flex>
      <Select
        label={ICP.success}
        name="success"
        value={success}
        options={ICP.successes}
        description={ICP.successHelp[success]}
        onChange={(value) => setSuccess(value as SuccessKind)}
      />
      <Failed failed={actions.failed} />
      <Loading key={success} loaded={loaded} reading={ICP.reading} unreadable={ICP.unreadable}>
        {(data) => <Learnt data={data} client={client} actions={actions} onOpenModel={onOpenModel} />}
      </Loading>
    </Flex>
  );
}

interface LearntProps extends IcpProps {
  data: IcpData;
  actions: Actions<IcpData>;
}

function Learnt({ data, client, actions, onOpenModel }: LearntProps) {
  const { suggestions, verdict, summary, success } = data;
  const take = (property: string): void => {
    const requestId = crypto.randomUUID();
    actions.act(property, () => client.takeSuggestion(requestId, property, success));
  };
  if (verdict !== 'signal') {
    return (
      <Flex direction="column" gap="small">
        <EmptyState title={summary} layout="vertical" imageName="addOnReporting">
          <Text variant="microcopy">
            {[ICP.base(data), data.looked.length === 0 ? '' : ICP.looked(data.looked)].join(' ')}
          </Text>
        </EmptyState>
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="medium">
      <Text format={{ fontWeight: 'demibold' }}>{summary}</Text>
      <Text>{[ICP.base(data), data.auc === null ? '' : ICP.auc(data.auc)].join(' ')}</Text>
      {suggestions.map((suggestion) => (
        <SuggestionTile
          key={suggestion.property}
          suggestion={suggestion}
          isBusy={actions.busy === suggestion.property}
          onTake={() => take(suggestion.property)}
          onOpenModel={onOpenModel}
        />
      ))}
      <Accordion title={ICP.lift} size="sm">
        <Deciles data={data} />
      </Accordion>
      <Text variant="microcopy">{ICP.looked(data.looked)}</Text>
    </Flex>
  );
}

interface TileProps {
  suggestion: Suggestion;
  isBusy: boolean;
  onTake: () => void;
  onOpenModel: () => void;
}

function SuggestionTile({ suggestion, isBusy, onTake, onOpenModel }: TileProps) {
  const { label, buckets, replaces, inDraft } = suggestion;
  return (
    <Tile compact>
      <Flex direction="column" gap="small">
        <Text format={{ fontWeight: 'demibold' }}>{label}</Text>
        <Rows
          columns={ICP.columns}
          rows={buckets.map((bucket) => [
            bucket.label,
            ICP.wonOf(bucket.wins, bucket.n),
            ICP.rate(bucket.wins, bucket.n, bucket),
            ICP.points(bucket.points),
          ])}
        />
        {inDraft ? (
          <Alert title={ICP.taken} variant="success">
            <Button size="sm" onClick={() => onOpenModel()}>
              {ICP.openModel}
            </Button>
          </Alert>
        ) : (
          <Inline gap="small">
            <LoadingButton loading={isBusy} onClick={onTake}>
              {ICP.take}
            </LoadingButton>
            {replaces === null ? null : <Text variant="microcopy">{ICP.replaces(replaces)}</Text>}
          </Inline>
        )}
      </Flex>
    </Tile>
  );
}

function Deciles({ data }: { data: IcpData }) {
  return (
    <Flex direction="column" gap="small">
      <Text>{ICP.liftHelp}</Text>
      <Rows
        columns={ICP.liftColumns}
        rows={data.deciles.map((group) => [
          ICP.decile(group.decile, data.deciles.length),
          ICP.wonOf(group.wins, group.n),
          ICP.rate(group.wins, group.n, group),
          ICP.times(group.lift),
        ])}
      />
    </Flex>
  );
}

function Rows({ columns, rows }: { columns: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <HeadedTable columns={columns}>
      {rows.map((cells) => (
        <TableRow key={cells[0]}>
          {cells.map((cell, index) => (
            <TableCell key={columns[index]}>{cell}</TableCell>
          ))}
        </TableRow>
      ))}
    </HeadedTable>
  );
}
