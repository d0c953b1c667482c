import { Flex, ProgressBar, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { BUDGET } from './budget-texts.ts';
import { Section } from '../section.tsx';
import type { SyncData } from './sync-data.ts';

type BudgetProps = Pick<SyncData, 'budget' | 'heldUntil' | 'requestsMade'>;

/** What HubSpot allows, what was used of it and for what, what is left, and whether it slows down. */
export function Budget({ data }: { data: BudgetProps }) {
  const { budget, heldUntil } = data;
  const isSlow = heldUntil !== null || budget.waitMs >= 1_000;
  return (
    <Section title={BUDGET.title}>
      <Flex direction="column" gap="small">
        <Text>{BUDGET.verdict(data)}</Text>
        <ProgressBar
          title={BUDGET.bar}
          valueDescription={BUDGET.used(budget)}
          value={Math.min(budget.lastHour, BUDGET.most(budget))}
          maxValue={BUDGET.most(budget)}
          variant={isSlow ? 'warning' : 'success'}
        />
        {budget.purposes.length === 0 ? <Text>{BUDGET.none}</Text> : <Purposes budget={budget} />}
        <Text variant="microcopy">{`${BUDGET.limit(budget)}${BUDGET.sinceInstall(data.requestsMade)}`}</Text>
      </Flex>
    </Section>
  );
}

function Purposes({ budget }: Pick<BudgetProps, 'budget'>) {
  return (
    <HeadedTable columns={BUDGET.columns.map((label, index) => ({ label, align: index === 0 ? 'left' : 'right' }))}>
      {budget.purposes.map(({ purpose, lastHour, today }) => (
        <TableRow key={purpose}>
          <TableCell>{BUDGET.purposes[purpose]}</TableCell>
          <TableCell align="right">{formatNumber(lastHour)}</TableCell>
          <TableCell align="right">{formatNumber(today)}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
