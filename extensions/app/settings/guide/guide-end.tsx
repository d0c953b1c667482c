import { Button, Flex, Heading, Inline, Link, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { FirstAccounts } from './guide-data.ts';
import type { StepProps } from './guide-props.ts';
import { END } from './guide-texts.ts';
import { FirstSync } from '../portal-data/sync-state.tsx';

/** The result of the setup: the accounts of Tier 1, each with its reason. */
export function GuideEnd({ client, portalId, sync, onAgain }: StepProps & { onAgain: () => void }) {
  const loaded = useLoaded(client.guide.readFirst);
  const isFirst = sync.status === 'installing' || sync.status === 'syncing';
  return (
    <Flex direction="column" gap="medium">
      <Flex direction="column" gap="flush">
        <Heading>{END.title}</Heading>
        <Text>{isFirst ? END.later : END.text}</Text>
        {!isFirst && sync.waiting.stale > 0 ? <Text>{END.scoring}</Text> : null}
      </Flex>
      {isFirst ? (
        <FirstSync data={sync} />
      ) : (
        <Loading loaded={loaded} reading={END.reading} unreadable={END.unreadable}>
          {({ accounts }) => <Accounts accounts={accounts} portalId={portalId} />}
        </Loading>
      )}
      <Inline gap="small">
        {isFirst ? null : <Button onClick={() => loaded.reload()}>{END.refresh}</Button>}
        <Button onClick={() => onAgain()}>{END.again}</Button>
      </Inline>
    </Flex>
  );
}

function Accounts({ accounts, portalId }: FirstAccounts & { portalId: number }) {
  if (accounts.length === 0) return <Text>{END.none}</Text>;
  return (
    <HeadedTable columns={END.columns}>
      {accounts.map(({ id, name, tierReason, nextPlay }) => (
        <TableRow key={id}>
          <TableCell>
            <Link href={recordPath(portalId, id)}>{name}</Link>
          </TableCell>
          <TableCell>{tierReason}</TableCell>
          <TableCell>{nextPlay}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
