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
import { PageButtons, usePages } from 'roundtable-ui/pages.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Failed } from '../failed.tsx';
import { describeReason, listChanges } from './audit-changes.ts';
import { AUDIT_KINDS, describeEntry, formatActor } from './audit-sentences.ts';
import type { ExportLink } from './export-data.ts';
import { EXPORT } from './export-texts.ts';
import type { KeysClient } from './keys-client.ts';
import type { AuditLine, AuditWanted } from './keys-data.ts';
import { AUDIT } from './keys-texts.ts';

const EVERYTHING: AuditWanted = { text: '', actions: [] };

/** What users and the app did, the newest first, page by page. */
export function AuditLog({ client }: { client: KeysClient }) {
  const pages = usePages();
  const before = pages.after;
  const [wanted, setWanted] = useState<AuditWanted>(EVERYTHING);
  const load = useCallback(() => client.readAudit(before, wanted), [client, before, wanted]);
  const loaded = useLoaded(load);
  return (
    <Flex direction="column" gap="small">
      <Heading>{AUDIT.title}</Heading>
      <Text>{AUDIT.explain}</Text>
      <Text variant="microcopy">{AUDIT.times(nameTimeZone())}</Text>
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
              <Entries entries={entries} />
            )}
            {next === null && entries.length > 0 ? <Text variant="microcopy">{AUDIT.end}</Text> : null}
            <PageButtons pages={pages} next={next} back={AUDIT.newer} on={AUDIT.older} />
            {entries.length === 0 ? null : <ExportLog key={JSON.stringify(wanted)} {...{ client, wanted }} />}
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

/** The search runs when it is submitted, not with every letter. */
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

function Entries({ entries }: { entries: readonly AuditLine[] }) {
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
