import {
  Button,
  EmptyState,
  Flex,
  Form,
  Heading,
  Inline,
  Input,
  Link,
  LoadingButton,
  Select,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { formatMoment, nameTimeZone } from 'roundtable-ui/formats.ts';
import { typing } from 'roundtable-ui/typing.ts';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { PageButtons, usePages, type Pages } from 'roundtable-ui/pages.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Failed } from '../failed.tsx';
import { ToDo } from '../to-do.tsx';
import { describeReason, listChanges } from './audit-changes.ts';
import { AUDIT_KINDS, describeEntry, formatActor } from './audit-sentences.ts';
import type { ExportLink } from './export-data.ts';
import { EXPORT } from './export-texts.ts';
import type { KeysClient } from './keys-client.ts';
import type { AuditLine, AuditRow, AuditWanted } from './keys-data.ts';
import { AUDIT } from './keys-texts.ts';

const EVERYTHING: AuditWanted = { text: '', actions: [] };

/** What users and the app did, the newest first, page by page; what was done to many accounts at once opens. */
export function AuditLog({ client }: { client: KeysClient }) {
  const pages = usePages();
  const [wanted, setWanted] = useState<AuditWanted>(EVERYTHING);
  const [opened, setOpened] = useState<AuditRow | null>(null);
  return (
    <Flex direction="column" gap="small">
      <Heading>{AUDIT.title}</Heading>
      <ToDo words={AUDIT.toDo} />
      <Text>{AUDIT.explain}</Text>
      <Text variant="microcopy">{AUDIT.times(nameTimeZone())}</Text>
      {opened === null ? (
        <>
          <Finder
            wanted={wanted}
            onFind={(looked) => {
              pages.restart();
              setWanted(looked);
            }}
          />
          <Log {...{ client, pages, wanted }} onOpen={setOpened} />
        </>
      ) : (
        <Opened {...{ client, wanted, opened }} onBack={() => setOpened(null)} />
      )}
    </Flex>
  );
}

interface LogProps {
  client: KeysClient;
  pages: Pages;
  wanted: AuditWanted;
  onOpen: (row: AuditRow) => void;
}

function Log({ client, pages, wanted, onOpen }: LogProps) {
  const before = pages.after;
  const load = useCallback(() => client.readAudit(before, wanted), [client, before, wanted]);
  return (
    <Loading loaded={useLoaded(load)} reading={AUDIT.reading} unreadable={AUDIT.unreadable}>
      {({ entries, next }) => (
        <>
          {entries.length === 0 ? (
            <Empty {...(wanted === EVERYTHING ? AUDIT.empty : AUDIT.nothing)} />
          ) : (
            <Entries entries={entries} onOpen={onOpen} />
          )}
          {next === null && entries.length > 0 ? <Text variant="microcopy">{AUDIT.end}</Text> : null}
          <PageButtons pages={pages} next={next} back={AUDIT.newer} on={AUDIT.older} />
          {entries.length === 0 ? null : <ExportLog key={JSON.stringify(wanted)} {...{ client, wanted }} />}
        </>
      )}
    </Loading>
  );
}

interface OpenedProps {
  client: KeysClient;
  wanted: AuditWanted;
  opened: AuditRow;
  onBack: () => void;
}

/** Each of the entries that one row stands for. */
function Opened({ client, wanted, opened, onBack }: OpenedProps) {
  const pages = usePages();
  const before = pages.after;
  const range = opened.alike?.range;
  const load = useCallback(() => client.readAudit(before, wanted, range), [client, before, wanted, range]);
  return (
    <>
      <Inline>
        <Button onClick={() => onBack()}>{AUDIT.back}</Button>
      </Inline>
      <Text format={{ fontWeight: 'demibold' }}>{describeEntry(opened)}</Text>
      <Loading loaded={useLoaded(load)} reading={AUDIT.reading} unreadable={AUDIT.unreadable}>
        {({ entries, next }) => (
          <>
            <Entries entries={entries} />
            <PageButtons pages={pages} next={next} />
          </>
        )}
      </Loading>
    </>
  );
}

function Empty({ title, text }: { title: string; text: string }) {
  return (
    <EmptyState title={title} layout="vertical">
      <Text>{text}</Text>
    </EmptyState>
  );
}

/** The search runs when it is submitted, not with every letter. */
function Finder({ wanted, onFind }: { wanted: AuditWanted; onFind: (wanted: AuditWanted) => void }) {
  const [typed, setTyped] = useState(wanted.text);
  const [kind, setKind] = useState(AUDIT_KINDS.find(({ actions }) => actions === wanted.actions)?.value ?? '');
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

/** A page inside HubSpot cannot save a file itself, so it creates a link to one. */
function ExportLog({ client, wanted }: { client: KeysClient; wanted: AuditWanted }) {
  const [link, setLink] = useState<ExportLink | null>(null);
  const actions = useActions(setLink);
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <LoadingButton
          loading={actions.busy !== null}
          onClick={() => actions.act('export', () => client.linkAudit(wanted))}
        >
          {link === null ? AUDIT.export : AUDIT.exportAgain}
        </LoadingButton>
        {link === null ? null : <Link href={{ url: link.url, external: true }}>{AUDIT.exported}</Link>}
      </Inline>
      <Text variant="microcopy">{link === null ? AUDIT.exportHelp : EXPORT.until(link.until)}</Text>
      <Failed failed={actions.failed} />
    </Flex>
  );
}

function Entries({ entries, onOpen }: { entries: readonly AuditRow[]; onOpen?: (row: AuditRow) => void }) {
  return (
    <HeadedTable columns={AUDIT.columns}>
      {entries.map((entry) => (
        <TableRow key={entry.id}>
          <TableCell>{formatMoment(entry.at)}</TableCell>
          <TableCell>{formatActor(entry)}</TableCell>
          <TableCell>
            <Text>{describeEntry(entry)}</Text>
            <Why entry={entry} />
            {listChanges(entry.action, entry.details).map(({ what, before, after }) => (
              <Text key={what} variant="microcopy">
                {AUDIT.change(what, before, after)}
              </Text>
            ))}
            {entry.alike === null || onOpen === undefined ? null : (
              <Button size="xs" onClick={() => onOpen(entry)}>
                {AUDIT.see(entry.alike.count)}
              </Button>
            )}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

function Why({ entry }: { entry: AuditLine }) {
  const why = describeReason(entry);
  return why === null ? null : <Text variant="microcopy">{why}</Text>;
}
