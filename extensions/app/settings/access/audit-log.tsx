import {
  Button,
  EmptyState,
  Flex,
  Form,
  Heading,
  Inline,
  Input,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { PageButtons, usePages } from 'roundtable-ui/pages.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { listChanges } from './audit-changes.ts';
import { tellActor, tellAudit } from './audit-sentences.ts';
import type { KeysClient } from './keys-client.ts';
import type { AuditLine } from './keys-data.ts';
import { AUDIT } from './keys-texts.ts';

/** What people and the app did, the newest first, page by page. */
export function AuditLog({ client, now }: { client: KeysClient; now: number }) {
  const pages = usePages();
  const before = pages.after;
  const [text, setText] = useState('');
  const load = useCallback(() => client.readAudit(before, text), [client, before, text]);
  const loaded = useLoaded(load);
  return (
    <Flex direction="column" gap="small">
      <Heading>{AUDIT.title}</Heading>
      <Text>{AUDIT.explain}</Text>
      <Finder
        onFind={(wanted) => {
          pages.restart();
          setText(wanted);
        }}
      />
      <Loading loaded={loaded} reading={AUDIT.reading} unreadable={AUDIT.unreadable}>
        {({ entries, next }) => (
          <>
            {entries.length === 0 ? (
              <Empty {...(text === '' ? AUDIT.empty : AUDIT.nothing)} />
            ) : (
              <Entries {...{ entries, now }} />
            )}
            {next === null && entries.length > 0 ? <Text variant="microcopy">{AUDIT.end}</Text> : null}
            <PageButtons pages={pages} next={next} back={AUDIT.newer} on={AUDIT.older} />
          </>
        )}
      </Loading>
    </Flex>
  );
}

function Empty({ title, text }: { title: string; text: string }) {
  return (
    <EmptyState title={title} layout="vertical">
      <Text>{text}</Text>
    </EmptyState>
  );
}

/** What is looked for is asked for when it is sent, not letter by letter. */
function Finder({ onFind }: { onFind: (text: string) => void }) {
  const [typed, setTyped] = useState('');
  const clear = (): void => {
    setTyped('');
    onFind('');
  };
  return (
    <Form onSubmit={() => onFind(typed.trim())} preventDefault>
      <Flex direction="column" gap="small">
        <Input name="find" label={AUDIT.find} value={typed} {...typing(setTyped)} />
        <Inline gap="small">
          <Button type="submit">{AUDIT.found}</Button>
          {typed === '' ? null : <Button onClick={clear}>{AUDIT.all}</Button>}
        </Inline>
      </Flex>
    </Form>
  );
}

function Entries({ entries, now }: { entries: readonly AuditLine[]; now: number }) {
  return (
    <HeadedTable columns={AUDIT.columns}>
      {entries.map((entry) => (
        <TableRow key={entry.id}>
          <TableCell>
            <RelativeTime at={entry.at} now={now} />
          </TableCell>
          <TableCell>
            <Text>{tellActor(entry)}</Text>
            {entry.actorName === null ? null : <Text variant="microcopy">{entry.actor}</Text>}
          </TableCell>
          <TableCell>
            <Text>{tellAudit(entry)}</Text>
            {listChanges(entry.action, entry.details).map(({ what, before, after }) => (
              <Text key={what} variant="microcopy">
                {AUDIT.change(what, before, after)}
              </Text>
            ))}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
