import { EmptyState, Flex, Heading, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useCallback } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { PageButtons, usePages } from 'roundtable-ui/pages.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { KeysClient } from './keys-client.ts';
import type { AuditLine } from './keys-data.ts';
import { AUDIT } from './keys-texts.ts';

/** What people and the app did, the newest first, page by page. */
export function AuditLog({ client, now }: { client: KeysClient; now: number }) {
  const pages = usePages();
  const before = pages.after;
  const load = useCallback(() => client.readAudit(before), [client, before]);
  const loaded = useLoaded(load);
  return (
    <Flex direction="column" gap="small">
      <Heading>{AUDIT.title}</Heading>
      <Text>{AUDIT.explain}</Text>
      <Loading loaded={loaded} reading={AUDIT.reading} unreadable={AUDIT.unreadable}>
        {({ entries, next }) => (
          <>
            {entries.length === 0 ? (
              <EmptyState title={AUDIT.empty.title} layout="vertical">
                <Text>{AUDIT.empty.text}</Text>
              </EmptyState>
            ) : (
              <Entries {...{ entries, now }} />
            )}
            <PageButtons pages={pages} next={next} back={AUDIT.newer} on={AUDIT.older} />
          </>
        )}
      </Loading>
    </Flex>
  );
}

function Entries({ entries, now }: { entries: readonly AuditLine[]; now: number }) {
  return (
    <HeadedTable columns={AUDIT.columns.map((label) => ({ label }))}>
      {entries.map(({ id, at, actor, action, subject, details }) => (
        <TableRow key={id}>
          <TableCell>
            <RelativeTime at={at} now={now} />
          </TableCell>
          <TableCell>{actor}</TableCell>
          <TableCell>{action}</TableCell>
          <TableCell>{subject}</TableCell>
          <TableCell>{details}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
