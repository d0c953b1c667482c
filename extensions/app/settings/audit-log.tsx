import {
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { KeysClient } from './keys-client.ts';
import type { AuditLine } from './keys-data.ts';
import { AUDIT } from './keys-texts.ts';

/** What people and the app did, the newest first, page by page. */
export function AuditLog({ client, now }: { client: KeysClient; now: number }) {
  const [trail, setTrail] = useState<readonly string[]>([]);
  const before = trail.at(-1) ?? null;
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
            <Inline gap="small">
              <Button disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
                {AUDIT.newer}
              </Button>
              <Button disabled={next === null} onClick={() => setTrail([...trail, next ?? ''])}>
                {AUDIT.older}
              </Button>
            </Inline>
          </>
        )}
      </Loading>
    </Flex>
  );
}

function Entries({ entries, now }: { entries: readonly AuditLine[]; now: number }) {
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          {AUDIT.columns.map((label) => (
            <TableHeader key={label}>{label}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
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
      </TableBody>
    </Table>
  );
}
