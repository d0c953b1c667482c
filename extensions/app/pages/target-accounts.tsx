import {
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  Link,
  LoadingSpinner,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { AccountsPageData, ListedAccount, TierFilter } from './accounts-page-data.ts';
import type { PageProps } from './page-frame.tsx';

const TIERS = [
  { label: 'All tiers', value: '' },
  { label: 'Tier 1', value: '1' },
  { label: 'Tier 2', value: '2' },
  { label: 'Tier 3', value: '3' },
];
const COLUMNS = [
  { label: 'Account', align: 'left' },
  { label: 'Tier', align: 'left' },
  { label: 'Why', align: 'left' },
  { label: 'Stage', align: 'left' },
  { label: 'Fit', align: 'right' },
  { label: 'Engagement', align: 'right' },
  { label: 'Intent', align: 'right' },
  { label: 'Coverage', align: 'right' },
  { label: 'Next play', align: 'left' },
] as const;

/** The target account list as the app serves it. */
export function TargetAccountsPage({ app, portalId }: PageProps) {
  const load = useCallback(
    (tier: TierFilter, after: string | null) => {
      const query = new URLSearchParams({ ...(tier === '' ? {} : { tier }), ...(after === null ? {} : { after }) });
      return app.read<AccountsPageData>(`/api/pages/accounts?${query}`);
    },
    [app],
  );
  return <TargetAccounts portalId={portalId} load={load} />;
}

interface TargetAccountsProps {
  portalId: number;
  load: (tier: TierFilter, after: string | null) => Promise<AccountsPageData>;
}

/** The target account list, page by page: who is on it, in which tier, and why. */
export function TargetAccounts({ portalId, load }: TargetAccountsProps) {
  const [tier, setTier] = useState<TierFilter>('1');
  /** Cursors of the pages up to the one shown; the first page has none. */
  const [trail, setTrail] = useState<readonly string[]>([]);
  const after = trail.at(-1) ?? null;
  const loadPage = useCallback(() => load(tier, after), [load, tier, after]);
  const { data, problem, isLoading, reload } = useLoaded(loadPage);
  const choose = (value: string | number | boolean): void => {
    setTier(String(value) as TierFilter);
    setTrail([]);
  };

  return (
    <Flex direction="column" gap="medium">
      <Heading>Target accounts</Heading>
      <Select label="Tier" name="tier" options={TIERS} value={tier} onChange={choose} />
      {problem === null ? null : (
        <LoadProblem title="The accounts could not be read" message={problem.message} onRetry={reload} />
      )}
      {isLoading ? <LoadingSpinner label="Reading the accounts" showLabel /> : null}
      {isLoading || problem !== null || data === null ? null : (
        <>
          <Accounts portalId={portalId} accounts={data.accounts} tier={tier} />
          <Inline gap="small">
            <Button disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
              Previous
            </Button>
            <Button disabled={data.next === null} onClick={() => setTrail([...trail, data.next ?? ''])}>
              Next
            </Button>
          </Inline>
        </>
      )}
    </Flex>
  );
}

interface AccountsProps {
  portalId: number;
  accounts: readonly ListedAccount[];
  tier: TierFilter;
}

function Accounts({ portalId, accounts, tier }: AccountsProps) {
  if (accounts.length === 0) {
    return (
      <EmptyState title="No account here yet" layout="vertical" imageName="target">
        <Text>
          {tier === ''
            ? 'Accounts appear when the first sync is done.'
            : `No account holds Tier ${tier} now. See all tiers to learn why.`}
        </Text>
      </EmptyState>
    );
  }
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          {COLUMNS.map(({ label, align }) => (
            <TableHeader key={label} align={align}>
              {label}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} portalId={portalId} />
        ))}
      </TableBody>
    </Table>
  );
}

function AccountRow({ account, portalId }: { account: ListedAccount; portalId: number }) {
  const { id, name, tier, tierReason, stage, fit, engagement, intent, coverage, nextPlay } = account;
  const scores = [fit, engagement, intent, coverage];
  return (
    <TableRow>
      <TableCell>
        <Link href={recordPath(portalId, id)}>{name}</Link>
      </TableCell>
      <TableCell>{tier === null ? 'none' : `Tier\u00A0${tier}`}</TableCell>
      <TableCell>{tierReason}</TableCell>
      <TableCell>{stage ?? 'unknown'}</TableCell>
      {scores.map((score, index) => (
        <TableCell key={index} align="right">
          {score ?? 'unknown'}
        </TableCell>
      ))}
      <TableCell>{nextPlay ?? 'none due'}</TableCell>
    </TableRow>
  );
}
