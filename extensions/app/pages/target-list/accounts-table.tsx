import { EmptyState, Flex, Heading, Inline, Text } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { PageButtons, usePages } from 'roundtable-ui/pages.tsx';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { AccountFilters, ExportLink } from './account-filters.tsx';
import type { AccountFilter } from './accounts-page-data.ts';
import { AccountRows } from './account-rows.tsx';
import { Choosing } from './chosen-accounts.tsx';
import type { TargetListClient } from './target-list-client.ts';
import type { TargetListData } from './target-list-data.ts';
import { TABLE } from './target-list-texts.ts';
import { useWishes, Wishing } from './wishing.tsx';

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
  /** Reloads whenever it increases. */
  version: number;
  actions: Actions<TargetListData>;
}

/** Every account page by page: its tier, why, and its approvals. */
export function AccountsTable({ client, portalId, list, version, actions }: AccountsTableProps) {
  const [filter, setFilter] = useState(FIRST);
  const pages = usePages();
  const { after } = pages;
  const wishes = useWishes();
  const load = useCallback(() => client.readAccounts(filter, after), [client, filter, after, version]);
  const loaded = useLoaded(load);
  const narrow = (change: Partial<AccountFilter>): void => {
    setFilter({ ...filter, ...change });
    pages.restart();
  };
  const takesWishes = list.keptSince !== null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{TABLE.title}</Heading>
      <AccountFilters filter={filter} choices={list.choices} onChange={narrow} />
      <Wishing {...{ client, list, actions, wishes }} />
      <Text variant="microcopy">
        {filter.tier === '' || isNarrowed(filter) || !isWaitedFor(list) ? TABLE.ranks : `${TABLE.ranks} ${TABLE.gaps}`}
      </Text>
      <Loading loaded={loaded} reading={TABLE.reading} unreadable={TABLE.unreadable}>
        {({ accounts, next }) => (
          <>
            {takesWishes ? (
              <Choosing chosen={wishes.chosen} accounts={accounts} most={list.mostProposed} onWish={wishes.start} />
            ) : null}
            {accounts.length === 0 ? (
              <NoAccounts filter={filter} />
            ) : (
              <AccountRows
                {...{ accounts, portalId, filter }}
                onSort={narrow}
                chosen={takesWishes ? wishes.chosen : null}
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

/** Whether an account is waiting for approval, so that ranks may have gaps. */
function isWaitedFor({ open }: TargetListData): boolean {
  return Object.values(open).some((proposals) => proposals > 0);
}

/** By anything other than the tier. */
function isNarrowed({ tier, sort: _sort, reversed: _reversed, ...others }: AccountFilter): boolean {
  return tier === 'none' || Object.values(others).some((value) => value !== '');
}
