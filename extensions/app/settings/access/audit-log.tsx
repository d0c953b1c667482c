import {
  Button,
  EmptyState,
  Flex,
  Form,
  Heading,
  Inline,
  Input,
  Select,
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
import { AUDIT_KINDS, tellActor, tellAudit } from './audit-sentences.ts';
import type { KeysClient } from './keys-client.ts';
import type { AuditLine, AuditWanted } from './keys-data.ts';
import { AUDIT } from './keys-texts.ts';

const EVERYTHING: AuditWanted = { text: '', actions: [] };

/** What people and the app did, the newest first, page by page. */
export function AuditLog({ client, now }: { client: KeysClient; now: number }) {
  const pages = usePages();
  const before = pages.after;
  const [wanted, setWanted] = useState<AuditWanted>(EVERYTHING);
  const load = useCallback(() => client.readAudit(before, wanted), [client, before, wanted]);
  const loaded = useLoaded(load);
  return (
    <Flex direction="column" gap="small">
      <Heading>{AUDIT.title}</Heading>
      <Text>{AUDIT.explain}</Text>
      <Finder
        onFind={(looked) => {
          pages.restart();
          setWanted(looked);
        }}
      />
      <Loading loaded={loaded} reading={AUDIT.reading} unreadable={AUDIT.unreadable}>
        {({ entries, next }) => (
          <>
            {entries.length === 0 ? (
              <Empty {...(wanted === EVERYTHING ? AUDIT.empty : AUDIT.nothing)} />
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
function Finder({ onFind }: { onFind: (wanted: AuditWanted) => void }) {
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState('');
  const clear = (): void => {
    setTyped('');
    setKind('');
    onFind(EVERYTHING);
  };
  const find = (): void => {
    const { actions = [] } = AUDIT_KINDS.find(({ value }) => value === kind) ?? {};
    onFind({ text: typed.trim(), actions });
  };
  return (
    <Form onSubmit={find} preventDefault>
      <Flex direction="column" gap="small">
        <Input name="find" label={AUDIT.find} value={typed} {...typing(setTyped)} />
        <Select
          name="what"
          label={AUDIT.what}
          options={AUDIT_KINDS.map(({ value, label }) => ({ value, label }))}
          value={kind}
          onChange={(chosen) => setKind(String(chosen))}
        />
        <Inline gap="small">
          <Button type="submit">{AUDIT.found}</Button>
          {typed === '' && kind === '' ? null : <Button onClick={clear}>{AUDIT.all}</Button>}
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
