import {
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  Link,
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
import { recordPath } from 'roundtable-ui/record-path.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { AccountFilters, ExportLink } from './account-filters.tsx';
import type { AccountFilter, ListedAccount } from './accounts-page-data.ts';
import { ProposeChange } from './propose-change.tsx';
import type { TargetListClient } from './target-list-client.ts';
import type { TargetListData } from './target-list-data.ts';
import { TABLE } from './target-list-texts.ts';

const FIRST: AccountFilter = { tier: '1', stage: '', owner: '', gap: '', text: '', sort: 'rank' };

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
  /** Cursors of the pages up to the one shown; the first page has none. */
  const [trail, setTrail] = useState<readonly string[]>([]);
  const [wished, setWished] = useState<ListedAccount | null>(null);
  const after = trail.at(-1) ?? null;
  const load = useCallback(() => client.readAccounts(filter, after), [client, filter, after, version]);
  const loaded = useLoaded(load);
  const narrow = (change: Partial<AccountFilter>): void => {
    setFilter({ ...filter, ...change });
    setTrail([]);
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>{TABLE.title}</Heading>
      <AccountFilters filter={filter} choices={list.choices} onChange={narrow} />
      {wished === null ? null : (
        <ProposeChange {...{ client, actions }} account={wished} onDone={() => setWished(null)} />
      )}
      <Loading loaded={loaded} reading={TABLE.reading} unreadable={TABLE.unreadable}>
        {({ accounts, next }) => (
          <>
            {accounts.length === 0 ? (
              <NoAccounts filter={filter} />
            ) : (
              <Accounts {...{ accounts, portalId }} onWish={list.keptSince === null ? null : setWished} />
            )}
            <Inline gap="small">
              <Button disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
                {TABLE.previous}
              </Button>
              <Button disabled={next === null} onClick={() => setTrail([...trail, next ?? ''])}>
                {TABLE.next}
              </Button>
              <ExportLink client={client} filter={filter} />
            </Inline>
          </>
        )}
      </Loading>
    </Flex>
  );
}

function NoAccounts({ filter }: { filter: AccountFilter }) {
  const { tier, sort: _sort, ...others } = filter;
  const { none, tier: noneIn, filtered } = TABLE.empty;
  const isNarrowed = Object.values(others).some((value) => value !== '') || tier === 'none';
  return (
    <EmptyState title={TABLE.empty.title} layout="vertical" imageName="target">
      <Text>{isNarrowed ? filtered : tier === '' ? none : noneIn(tier)}</Text>
    </EmptyState>
  );
}

interface AccountsProps {
  accounts: readonly ListedAccount[];
  portalId: number;
  /** `null` while the list takes no proposals. */
  onWish: ((account: ListedAccount) => void) | null;
}

function Accounts({ accounts, portalId, onWish }: AccountsProps) {
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          {TABLE.columns.map(({ label, align }) => (
            <TableHeader key={label} align={align}>
              {label}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {accounts.map((account) => (
          <AccountRow key={account.id} {...{ account, portalId, onWish }} />
        ))}
      </TableBody>
    </Table>
  );
}

function AccountRow({ account, portalId, onWish }: Omit<AccountsProps, 'accounts'> & { account: ListedAccount }) {
  const { id, name, tier, tierReason, stage, fit, engagement, intent, coverage, owner, nextPlay, keys } = account;
  const scores = [fit, engagement, intent, coverage];
  return (
    <TableRow>
      <TableCell>
        <Link href={recordPath(portalId, id)}>{name}</Link>
      </TableCell>
      <TableCell>{TABLE.tier(tier)}</TableCell>
      <TableCell>{tierReason}</TableCell>
      <TableCell>{stage ?? TABLE.unknown}</TableCell>
      {scores.map((score, index) => (
        <TableCell key={index} align="right">
          {score ?? TABLE.unknown}
        </TableCell>
      ))}
      <TableCell>{owner ?? TABLE.noOwner}</TableCell>
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
