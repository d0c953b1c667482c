import { Checkbox, Flex, Link, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { HeadedTable, type Column } from 'roundtable-ui/headed-table.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import type { AccountFilter, AccountSort, ListedAccount } from './accounts-page-data.ts';
import type { Chosen } from './chosen-accounts.tsx';
import { CHOOSE, TABLE } from './target-list-texts.ts';

interface AccountsProps {
  accounts: readonly ListedAccount[];
  portalId: number;
  filter: AccountFilter;
  onSort: (sorted: Pick<AccountFilter, 'sort' | 'reversed'>) => void;
  /** `null` while the list does not accept proposals. */
  chosen: Chosen | null;
}

/** A row per account, which can be selected. */
export function AccountRows({ accounts, portalId, filter, onSort, chosen }: AccountsProps) {
  return (
    <HeadedTable columns={listColumns(filter, onSort)}>
      {accounts.map((account) => (
        <AccountRow key={account.id} {...{ account, portalId, chosen }} />
      ))}
    </HeadedTable>
  );
}

/** Clicking the sorted column reverses the order. */
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

interface RowProps extends Pick<AccountsProps, 'portalId' | 'chosen'> {
  account: ListedAccount;
}

function AccountRow({ account, portalId, chosen }: RowProps) {
  const { id, name, tier, tierReason, drivers, stage, fit, engagement, intent, coverage, owner, nextPlay, keys } =
    account;
  return (
    <TableRow>
      <TableCell>
        <Flex direction="row" gap="xs" align="center">
          {chosen === null ? null : (
            <Checkbox
              name={`choose-${id}`}
              aria-label={CHOOSE.one(name)}
              checked={chosen.has(id)}
              onChange={(isChosen) => chosen.set([account], isChosen)}
            />
          )}
          <Link href={recordPath(portalId, id)}>{name}</Link>
        </Flex>
        <Text variant="microcopy">{TABLE.about(stage, owner)}</Text>
      </TableCell>
      <TableCell>
        <Text>{TABLE.tier(tier)}</Text>
        <Text variant="microcopy">{TABLE.why(tierReason, drivers)}</Text>
      </TableCell>
      {[fit, engagement, intent, coverage].map((score, index) => (
        <TableCell key={index} align="right">
          {score ?? TABLE.unknown}
        </TableCell>
      ))}
      <TableCell>
        {nextPlay ?? (
          <>
            <Text>{TABLE.noPlay}</Text>
            <Text variant="microcopy">
              <Link href={recordPath(portalId, id)}>{TABLE.whyNoPlay(name)}</Link>
            </Text>
          </>
        )}
      </TableCell>
      <TableCell>{TABLE.keys(keys)}</TableCell>
    </TableRow>
  );
}
