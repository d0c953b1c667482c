import { Button, EmptyState, Flex, Heading, Inline, Link, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { HeadedTable, type Column } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { PageButtons, usePages } from 'roundtable-ui/pages.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { AccountFilters, ExportLink } from './account-filters.tsx';
import type { AccountFilter, AccountSort, ListedAccount } from './accounts-page-data.ts';
import { ProposeChange } from './propose-change.tsx';
import type { TargetListClient } from './target-list-client.ts';
import type { TargetListData } from './target-list-data.ts';
import { TABLE } from './target-list-texts.ts';

const FIRST: AccountFilter = {
  tier: '1',
  stage: '',
  owner: '',
  gap: '',
  watch: '',
  text: '',
  sort: 'rank',
  reversed: '',
};

interface AccountsTableProps {
  client: TargetListClient;
  portalId: number;
  list: TargetListData;
  /** Read again whenever it rises. */
  version: number;
  actions: Actions<TargetListData>;
}

/** Every account page by page: who is on the list, in which tier, why, and which keys are turned. */
export function AccountsTable({ client, portalId, list, version, actions }: AccountsTableProps) {
  const [filter, setFilter] = useState(FIRST);
  const pages = usePages();
  const { after } = pages;
  const [wished, setWished] = useState<ListedAccount | null>(null);
  const load = useCallback(() => client.readAccounts(filter, after), [client, filter, after, version]);
  const loaded = useLoaded(load);
  const narrow = (change: Partial<AccountFilter>): void => {
    setFilter({ ...filter, ...change });
    pages.restart();
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>{TABLE.title}</Heading>
      <AccountFilters filter={filter} choices={list.choices} onChange={narrow} />
      {wished === null ? null : (
        <ProposeChange {...{ client, actions }} account={wished} onDone={() => setWished(null)} />
      )}
      {filter.tier === '' || isNarrowed(filter) || !isWaitedFor(list) ? null : (
        <Text variant="microcopy">{TABLE.ranks}</Text>
      )}
      <Loading loaded={loaded} reading={TABLE.reading} unreadable={TABLE.unreadable}>
        {({ accounts, next }) => (
          <>
            {accounts.length === 0 ? (
              <NoAccounts filter={filter} />
            ) : (
              <Accounts
                {...{ accounts, portalId, filter }}
                onSort={narrow}
                onWish={list.keptSince === null ? null : setWished}
              />
            )}
            <Inline gap="small">
              <PageButtons pages={pages} next={next} />
              <ExportLink client={client} filter={filter} />
            </Inline>
          </>
        )}
      </Loading>
    </Flex>
  );
}

function NoAccounts({ filter }: { filter: AccountFilter }) {
  const { tier } = filter;
  const { none, tier: noneIn, filtered } = TABLE.empty;
  return (
    <EmptyState title={TABLE.empty.title} layout="vertical" imageName="target">
      <Text>{isNarrowed(filter) ? filtered : tier === '' ? none : noneIn(tier)}</Text>
    </EmptyState>
  );
}

/** Whether an account waits for its keys, so that ranks may have gaps. */
function isWaitedFor({ open }: TargetListData): boolean {
  return Object.values(open).some((proposals) => proposals > 0);
}

/** By more than a tier. */
function isNarrowed({ tier, sort: _sort, reversed: _reversed, ...others }: AccountFilter): boolean {
  return tier === 'none' || Object.values(others).some((value) => value !== '');
}

interface AccountsProps {
  accounts: readonly ListedAccount[];
  portalId: number;
  filter: AccountFilter;
  onSort: (sorted: Pick<AccountFilter, 'sort' | 'reversed'>) => void;
  /** `null` while the list takes no proposals. */
  onWish: ((account: ListedAccount) => void) | null;
}

function Accounts({ accounts, portalId, filter, onSort, onWish }: AccountsProps) {
  return (
    <HeadedTable columns={listColumns(filter, onSort)}>
      {accounts.map((account) => (
        <AccountRow key={account.id} {...{ account, portalId, onWish }} />
      ))}
    </HeadedTable>
  );
}

/** Choosing the column that sorts turns it round. */
function listColumns({ sort, reversed }: AccountFilter, onSort: AccountsProps['onSort']): Column[] {
  return TABLE.columns.map(({ label, align, sort: by, up, ...rest }) => {
    if (by === null) return { label, align };
    const isBy = sort === by;
    const direction = isBy ? (up === (reversed === '') ? 'ascending' : 'descending') : 'none';
    const next: Pick<AccountFilter, 'sort' | 'reversed'> = {
      sort: by satisfies AccountSort,
      reversed: isBy && reversed === '' ? 'yes' : '',
    };
    return { label, align, ...rest, sort: { direction, onChange: () => onSort(next) } };
  });
}

interface RowProps extends Pick<AccountsProps, 'portalId' | 'onWish'> {
  account: ListedAccount;
}

function AccountRow({ account, portalId, onWish }: RowProps) {
  const { id, name, tier, tierReason, stage, fit, engagement, intent, coverage, owner, nextPlay, keys } = account;
  return (
    <TableRow>
      <TableCell>
        <Link href={recordPath(portalId, id)}>{name}</Link>
        <Text variant="microcopy">{TABLE.about(stage, owner)}</Text>
      </TableCell>
      <TableCell>
        <Text>{TABLE.tier(tier)}</Text>
        <Text variant="microcopy">{TABLE.why(tierReason)}</Text>
      </TableCell>
      {[fit, engagement, intent, coverage].map((score, index) => (
        <TableCell key={index} align="right">
          {score ?? TABLE.unknown}
        </TableCell>
      ))}
      <TableCell>{nextPlay ?? TABLE.noPlay}</TableCell>
      <TableCell>
        {TABLE.keys(keys)}
        {onWish === null || keys.state === 'waiting' ? null : (
          <Button size="xs" variant="transparent" onClick={() => onWish(account)}>
            {TABLE.propose}
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
