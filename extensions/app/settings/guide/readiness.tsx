import {
  Alert,
  Flex,
  Heading,
  Inline,
  ProgressBar,
  StatusTag,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { formatMoney } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { ReadinessCheck, ReadinessData } from './readiness-data.ts';
import { CapacityForm, type ReadinessFormProps } from './readiness-capacity.tsx';
import { GoalForm } from './readiness-goal.tsx';
import { MATH, READINESS, valueOf, whole } from './readiness-texts.ts';
import type { SettingsClient } from '../settings-client.ts';
import { Failed } from '../failed.tsx';
import { PAGE } from '../texts.ts';

/** Whether ABM is right for this account, whether its list can be worked, and what it aims at; one form at a time. */
export function Readiness({ client }: { client: SettingsClient }) {
  const loaded = useLoaded(client.readReadiness);
  const actions = useActions(loaded.replace);
  const [open, setOpen] = useState<'capacity' | 'goal' | null>(null);
  const formOf = (data: ReadinessData, form: 'capacity' | 'goal'): ReadinessFormProps => ({
    data,
    client,
    actions,
    isOpen: open === form,
    onOpen: () => setOpen(form),
    onClose: () => setOpen(null),
  });
  return (
    <Loading loaded={loaded} reading={READINESS.reading} unreadable={READINESS.unreadable}>
      {(data) => (
        <Flex direction="column" gap="large">
          <Answer data={data} />
          <AccountMath data={data} />
          {data.mayChange ? (
            <>
              <CapacityForm key={`capacity ${open}`} {...formOf(data, 'capacity')} />
              <GoalForm key={`goal ${open}`} {...formOf(data, 'goal')} />
            </>
          ) : (
            <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />
          )}
          <Failed failed={actions.failed} />
        </Flex>
      )}
    </Loading>
  );
}

/** The answer in a word and a sentence, with each check behind it. */
export function Answer({ data }: { data: ReadinessData }) {
  const { word, variant } = READINESS.answers[data.answer];
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <Heading inline>{PAGE.tabs.readiness}</Heading>
        <StatusTag variant={variant}>{word}</StatusTag>
      </Inline>
      <Text>{data.summary}</Text>
      <Text variant="microcopy">{READINESS.basis(data.years)}</Text>
      <HeadedTable columns={READINESS.columns}>
        {data.checks.map((check) => (
          <CheckRow key={check.id} check={check} currency={data.currency} />
        ))}
      </HeadedTable>
    </Flex>
  );
}

function CheckRow({ check, currency }: { check: ReadinessCheck; currency: string }) {
  const { label, n, holds, explanation } = check;
  const variant = holds === null ? 'default' : holds ? 'success' : 'warning';
  return (
    <TableRow>
      <TableCell>{label}</TableCell>
      <TableCell align="right">{valueOf(check, currency)}</TableCell>
      <TableCell align="right">{whole(n)}</TableCell>
      <TableCell>
        <StatusTag variant={variant}>{READINESS.verdicts(holds)}</StatusTag>
      </TableCell>
      <TableCell>{explanation}</TableCell>
    </TableRow>
  );
}

/** Seats × effort compared with the team's time. */
function AccountMath({ data }: { data: ReadinessData }) {
  const { math, currency, assumed, settings } = data;
  const { hours, budget, warning } = math;
  return (
    <Flex direction="column" gap="small">
      <Heading>{MATH.title}</Heading>
      {warning === null ? (
        <Text>{MATH.fits}</Text>
      ) : (
        <Alert title={MATH.tooLong(assumed)} variant={assumed === null ? 'warning' : 'info'}>
          {warning}
        </Alert>
      )}
      {assumed === null ? null : <Text>{MATH.assumption(settings.capacity, assumed)}</Text>}
      <Bar title={MATH.hoursTitle} words={MATH.hours(math)} needed={hours.needed} available={hours.available} />
      {budget === null ? null : (
        <Bar
          title={MATH.budgetTitle}
          words={MATH.budget(
            formatMoney(budget.needed, currency, 'whole'),
            formatMoney(budget.available, currency, 'whole'),
          )}
          needed={budget.needed}
          available={budget.available}
        />
      )}
      <Seats data={data} />
    </Flex>
  );
}

function Seats({ data: { math, settings } }: { data: ReadinessData }) {
  return (
    <HeadedTable columns={MATH.columns}>
      {math.hours.byTier.map((row) => (
        <TableRow key={row.tier}>
          <TableCell>{MATH.tier(row.tier)}</TableCell>
          {[row.accounts, settings.capacity.effortHours[row.tier], row.hours].map((figure, index) => (
            <TableCell key={index} align="right">
              {whole(figure)}
            </TableCell>
          ))}
        </TableRow>
      ))}
    </HeadedTable>
  );
}

interface BarProps {
  title: string;
  words: string;
  needed: number;
  available: number;
}

function Bar({ title, words, needed, available }: BarProps) {
  return (
    <ProgressBar
      title={title}
      valueDescription={words}
      value={Math.min(needed, available)}
      maxValue={Math.max(1, available)}
      variant={needed > available ? 'danger' : 'success'}
    />
  );
}
