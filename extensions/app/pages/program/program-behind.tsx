import { Button, EmptyState, Flex, Heading, Inline, Link, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useCallback } from 'react';
import { formatMoney } from 'roundtable-ui/formats.ts';
import type { App } from 'roundtable-ui/call-app.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { PageButtons, usePages } from 'roundtable-ui/pages.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { AccountBehind, AccountsBehindData, FigureId, ProgramGroupId } from './program-data.ts';
import { BEHIND, GROUPS, nameTier, UNKNOWN, whole } from './program-texts.ts';

/** The figure that was opened. */
export interface Opened {
  group: ProgramGroupId;
  figure: FigureId;
  stage: { id: string; label: string } | null;
}

interface BehindProps {
  app: App;
  portalId: number;
  currency: string;
  opened: Opened;
  /** From when on deals are counted. */
  since: string;
  /** When it was counted. */
  measuredAt: string;
  now: number;
  onBack: () => void;
}

/** The accounts behind a figure, page by page. */
export function AccountsBehind({ app, portalId, currency, opened, since, measuredAt, now, onBack }: BehindProps) {
  const pages = usePages();
  const after = pages.after ?? '';
  const { group, figure, stage } = opened;
  const load = useCallback(() => {
    const query = new URLSearchParams({ group, figure, stage: stage?.id ?? '', after });
    return app.read<AccountsBehindData>(`/api/program/accounts?${query}`);
  }, [app, group, figure, stage, after]);
  const loaded = useLoaded(load);
  return (
    <Flex direction="column" gap="medium">
      <Inline gap="small" align="center">
        <Button size="sm" onClick={() => onBack()}>
          {BEHIND.back}
        </Button>
        <Heading inline>{BEHIND.title(BEHIND.figures[figure], GROUPS[group], stage?.label ?? null)}</Heading>
      </Inline>
      <Inline gap="small" align="center">
        <Text variant="microcopy">{BEHIND.counted(since)}</Text>
        <RelativeTime at={measuredAt} now={now} />
      </Inline>
      <Loading loaded={loaded} reading={BEHIND.reading} unreadable={BEHIND.unreadable}>
        {({ accounts, total, before, next }) => (
          <>
            {before > 0 ? null : <WayOn first={accounts[0]} portalId={portalId} />}
            <Accounts accounts={accounts} portalId={portalId} currency={currency} />
            {accounts.length === 0 ? null : (
              <Inline gap="small" align="center">
                <Text>{BEHIND.place(before + 1, before + accounts.length, total)}</Text>
                <PageButtons pages={pages} next={next} />
              </Inline>
            )}
          </>
        )}
      </Loading>
    </Flex>
  );
}

/** What to do with the list: open its accounts, the highest ranked first. */
function WayOn({ first, portalId }: { first: AccountBehind | undefined; portalId: number }) {
  if (first === undefined) return null;
  return (
    <Flex direction="column" gap="small" align="start">
      <Text>{BEHIND.toRead}</Text>
      <Button variant="primary" href={recordPath(portalId, first.id)}>
        {BEHIND.first}
      </Button>
      <Text variant="microcopy">{BEHIND.sorted}</Text>
    </Flex>
  );
}

interface AccountsProps {
  accounts: readonly AccountBehind[];
  portalId: number;
  currency: string;
}

function Accounts({ accounts, portalId, currency }: AccountsProps) {
  if (accounts.length === 0) {
    return (
      <EmptyState title={BEHIND.empty.title} layout="vertical" imageName="target">
        <Text>{BEHIND.empty.text}</Text>
      </EmptyState>
    );
  }
  return (
    <HeadedTable columns={BEHIND.columns}>
      {accounts.map(({ id, name, rank, tier, stage, engagement, coverage, pipeline, revenue }) => (
        <TableRow key={id}>
          <TableCell>
            <Link href={recordPath(portalId, id)}>{name}</Link>
          </TableCell>
          <TableCell align="right">{rank === null ? '–' : whole(rank)}</TableCell>
          <TableCell>{nameTier(tier)}</TableCell>
          <TableCell>{stage}</TableCell>
          <TableCell align="right">{engagement ?? UNKNOWN}</TableCell>
          <TableCell align="right">{coverage ?? UNKNOWN}</TableCell>
          {[pipeline, revenue].map((amount, index) => (
            <TableCell key={index} align="right">
              {amount === 0 ? '–' : formatMoney(amount, currency)}
            </TableCell>
          ))}
        </TableRow>
      ))}
    </HeadedTable>
  );
}
