import {
  Alert,
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  ProgressBar,
  Select,
  StatusTag,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React from 'react';
import { CopyButton } from 'roundtable-ui/copy-button.tsx';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import type { PageProps } from '../page-frame.tsx';
import type { Reviewing } from './review-client.ts';
import type { ReviewData, ReviewedAccount, ReviewQuery } from './review-data.ts';
import { isUnkept, type Drafts } from './review-notes.tsx';
import { writeSummary } from './review-summary.ts';
import { ACCOUNT, headline, REVIEW, describeBlocks } from './review-texts.ts';

interface ReviewListProps extends Pick<PageProps, 'copy'> {
  reviewing: Reviewing;
  query: ReviewQuery;
  drafts: Drafts;
  onAsk: (change: Partial<ReviewQuery>) => void;
  onOpen: (id: string) => void;
}

/** Every account of the review on one line, the progress, and where to continue. */
export function ReviewList({ reviewing, query, copy, drafts, onAsk, onOpen }: ReviewListProps) {
  const { data } = reviewing;
  const { accounts, total } = data;
  const firstScored = REVIEW.firstScored(data);
  return (
    <Flex direction="column" gap="medium">
      <Heading>{REVIEW.title}</Heading>
      <Filters data={data} query={query} onAsk={onAsk} />
      {accounts.length === 0 ? (
        <EmptyState title={REVIEW.empty.title} layout="vertical" imageName="target">
          <Text>{query.owner === '' ? REVIEW.empty.none(query.tiers) : REVIEW.empty.owner}</Text>
        </EmptyState>
      ) : (
        <>
          <Progress reviewing={reviewing} copy={copy} onOpen={onOpen} />
          {firstScored === null ? null : <Text variant="microcopy">{firstScored}</Text>}
          <Accounts data={data} drafts={drafts} onOpen={onOpen} />
        </>
      )}
      {total > accounts.length ? <Text variant="microcopy">{REVIEW.cut(accounts.length, total)}</Text> : null}
    </Flex>
  );
}

function Filters({ data, query, onAsk }: Pick<ReviewListProps, 'query' | 'onAsk'> & { data: ReviewData }) {
  const { weeks, owners, ownerId } = data;
  const ago = weeks.findIndex(({ id }) => id === data.week.id);
  const values = { ...query, ago: String(ago) };
  const others = owners.filter(({ value }) => value !== ownerId);
  const selects = [
    {
      name: 'ago',
      label: REVIEW.filters.week,
      options: weeks.map((week, ago) => ({ value: String(ago), label: REVIEW.weeks(week, ago) })),
    },
    { name: 'tiers', label: REVIEW.filters.tiers, options: REVIEW.tiers },
    {
      name: 'owner',
      label: REVIEW.filters.owner,
      options: [
        { value: '', label: REVIEW.everybody(ownerId !== null) },
        ...(ownerId === null ? [] : [{ value: ownerId, label: REVIEW.me }]),
        ...others,
      ],
    },
  ] as const;
  return (
    <Flex direction="row" gap="small" wrap="wrap">
      {selects.map(({ name, label, options }) => (
        <Select
          key={name}
          name={name}
          label={label}
          options={[...options]}
          value={values[name]}
          onChange={(value) => onAsk({ [name]: String(value) })}
        />
      ))}
    </Flex>
  );
}

function Progress({ reviewing, copy, onOpen }: Pick<ReviewListProps, 'reviewing' | 'copy' | 'onOpen'>) {
  const { accounts } = reviewing.data;
  const waiting = accounts.filter(({ reviewed }) => reviewed === null);
  const done = accounts.length - waiting.length;
  const [first] = waiting;
  return (
    <Flex direction="column" gap="small">
      <ProgressBar title={REVIEW.progress(done, accounts.length)} value={done} maxValue={accounts.length} />
      {first === undefined ? <Alert title={REVIEW.allDone} variant="success" /> : null}
      <Inline gap="small" align="center">
        {first === undefined ? null : (
          <Button variant="primary" onClick={() => onOpen(first.id)}>
            {REVIEW.start(done)}
          </Button>
        )}
        <CopySummary reviewing={reviewing} copy={copy} />
      </Inline>
    </Flex>
  );
}

/** Copies the review as text, and says so if the browser refuses. */
function CopySummary({ reviewing, copy }: { reviewing: Reviewing; copy: PageProps['copy'] }) {
  const { data, tasks, now } = reviewing;
  return <CopyButton copy={copy} text={() => writeSummary(data, { tasks: tasks?.tasks ?? [] }, now)} words={REVIEW} />;
}

function Accounts({ data, drafts, onOpen }: Pick<ReviewListProps, 'drafts' | 'onOpen'> & { data: ReviewData }) {
  const { account, happened, blocks, reviewed } = REVIEW.columns;
  return (
    <HeadedTable
      columns={[
        { label: account, width: 240 },
        { label: happened, width: 200 },
        { label: blocks, width: 260 },
        { label: reviewed, width: 160 },
      ]}
    >
      {data.accounts.map((each) => (
        <AccountRow
          key={each.id}
          account={each}
          currency={data.currency}
          isUnkept={isUnkept(drafts, { companyId: each.id, week: data.week.id })}
          onOpen={onOpen}
        />
      ))}
    </HeadedTable>
  );
}

interface RowProps extends Pick<ReviewListProps, 'onOpen'> {
  account: ReviewedAccount;
  currency: string;
  /** Whether a new note on it is written and not kept. */
  isUnkept: boolean;
}

function AccountRow({ account, currency, isUnkept, onOpen }: RowProps) {
  const { id, name, reviewed } = account;
  const [worst, ...others] = describeBlocks(account);
  return (
    <TableRow>
      <TableCell>
        <Button size="sm" variant="transparent" truncate onClick={() => onOpen(id)}>
          {name}
        </Button>
        <Text variant="microcopy">{ACCOUNT.about(account)}</Text>
      </TableCell>
      <TableCell>{headline(account, currency)}</TableCell>
      <TableCell>
        {worst ?? REVIEW.noBlock}
        {others.length === 0 ? null : <Text variant="microcopy">{REVIEW.moreBlocks(others.length)}</Text>}
      </TableCell>
      <TableCell>
        <StatusTag variant={reviewed === null ? 'default' : 'success'}>
          {reviewed === null ? REVIEW.notYet : REVIEW.doneBy(reviewed.by)}
        </StatusTag>
        {isUnkept ? <Text variant="microcopy">{REVIEW.unkept}</Text> : null}
      </TableCell>
    </TableRow>
  );
}
