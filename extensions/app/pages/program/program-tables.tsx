import {
  Button,
  Flex,
  Heading,
  Link,
  ProgressBar,
  StatisticsTrend,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { formatMoney } from 'roundtable-ui/formats.ts';
import { recordPath } from 'roundtable-ui/record-path.ts';
import type { Opened } from './program-behind.tsx';
import type { FigureId, MeasuredProgram, ProgramGroup, ProgramMover } from './program-data.ts';
import {
  BY_TIER,
  FUNNEL,
  GROUPS,
  middleWithInterval,
  MOVERS,
  nameTier,
  NONE,
  percent,
  PROGRAM,
  rateWithInterval,
  whole,
} from './program-texts.ts';
import { daysOfList, groupOf } from './program-span.ts';

interface TableProps {
  program: MeasuredProgram;
  onOpen: (opened: Opened) => void;
}

interface Cell {
  column: string;
  figure: FigureId;
  words: string;
}

/** The figures of every tier, with what replaces those that cannot be judged yet. */
export function ByTier({ part, program, onOpen }: TableProps & { part: 'known' | 'outcomes' }) {
  const { title, columns } = BY_TIER[part];
  const cellsOf = part === 'known' ? listKnown : listOutcomes;
  const day = daysOfList(program);
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{title}</Heading>
      {part === 'known' ? <Text variant="microcopy">{BY_TIER.help}</Text> : null}
      {part === 'known' || day === null ? null : <Text variant="microcopy">{PROGRAM.reachesBack(day)}</Text>}
      <Table density="condensed">
        <TableHead>
          <TableRow>
            {Object.entries(columns).map(([column, label]) => (
              <TableHeader
                key={column}
                align={column === 'group' ? 'left' : 'right'}
                width={column === 'group' ? 110 : 'auto'}
              >
                {label}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {program.groups.map((group) => (
            <TableRow key={group.group}>
              <TableCell>
                <GroupName group={group} withDay={part === 'outcomes'} />
              </TableCell>
              {cellsOf(group, program.currency).map(({ column, figure, words }) => (
                <TableCell key={column} align="right">
                  <Figure words={words} onOpen={() => onOpen({ group: group.group, figure, stage: null })} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function GroupName({ group: { group, accounts, clock }, withDay }: { group: ProgramGroup; withDay: boolean }) {
  return (
    <>
      <Text>{GROUPS[group].replaceAll(' ', '\u00A0')}</Text>
      {withDay && clock.tooEarly && accounts > 0 ? <Text variant="microcopy">{PROGRAM.early.day(clock)}</Text> : null}
    </>
  );
}

/** A dash cannot be opened. */
function Figure({ words, onOpen }: { words: string; onOpen: () => void }) {
  if (words === '–' || words === '0') return <Text>{words}</Text>;
  return (
    <Button variant="transparent" size="xs" onClick={onOpen}>
      {words}
    </Button>
  );
}

function listKnown(group: ProgramGroup): Cell[] {
  return [
    { column: 'accounts', figure: 'all', words: whole(group.accounts) },
    { column: 'covered', figure: 'covered', words: rateWithInterval(group.contactCoverage) },
    { column: 'coverage', figure: 'all', words: middleWithInterval(group.roleCoverage) },
    { column: 'reached', figure: 'reached', words: rateWithInterval(group.reach) },
    { column: 'engaged', figure: 'engaged', words: rateWithInterval(group.engagementRate) },
  ];
}

function listOutcomes(group: ProgramGroup, currency: string): Cell[] {
  const { clock, pipelineCreated, dealSize, revenue } = group;
  const judged = (words: string): string => (words !== '–' && clock.tooEarly ? PROGRAM.early.cell : words);
  const cash = (amount: number): string => formatMoney(amount, currency);
  const won =
    revenue.share === null ? cash(revenue.amount) : BY_TIER.share(cash(revenue.amount), percent(revenue.share));
  return [
    { column: 'pipeline', figure: 'pipeline', words: pipelineCreated.deals === 0 ? '–' : cash(pipelineCreated.amount) },
    { column: 'converted', figure: 'converted', words: judged(rateWithInterval(group.conversion)) },
    { column: 'winRate', figure: 'closed', words: judged(rateWithInterval(group.winRate)) },
    { column: 'velocity', figure: 'won', words: judged(middleWithInterval(group.velocityDays)) },
    { column: 'dealSize', figure: 'won', words: dealSize.value === null ? '–' : cash(dealSize.value) },
    { column: 'revenue', figure: 'won', words: revenue.deals === 0 ? '–' : won },
  ];
}

/** How many accounts of each tier are in each stage. */
export function Funnel({ program, onOpen }: TableProps) {
  const listed = groupOf(program, 'on_list');
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{FUNNEL.title}</Heading>
      <Text variant="microcopy">{FUNNEL.help}</Text>
      <Table density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{FUNNEL.stage}</TableHeader>
            {program.groups.map(({ group }) => (
              <TableHeader key={group} align="right">
                {GROUPS[group]}
              </TableHeader>
            ))}
            <TableHeader width={220}>{FUNNEL.share}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {program.stages.map((stage) => (
            <TableRow key={stage.id}>
              <TableCell>{stage.label}</TableCell>
              {program.groups.map(({ group, stages }) => (
                <TableCell key={group} align="right">
                  <Figure words={whole(stages[stage.id] ?? 0)} onOpen={() => onOpen({ group, figure: 'all', stage })} />
                </TableCell>
              ))}
              <TableCell>
                <ShareBar label={stage.label} n={listed.stages[stage.id] ?? 0} of={listed.accounts} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function ShareBar({ label, n, of }: { label: string; n: number; of: number }) {
  const words = of === 0 ? NONE : percent(n / of);
  return (
    <ProgressBar aria-label={`${label}: ${words}`} value={n} maxValue={Math.max(1, of)} valueDescription={words} />
  );
}

/** Who moved most in seven days. */
export function Movers({ movers, portalId }: { movers: readonly ProgramMover[] | null; portalId: number }) {
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{MOVERS.title}</Heading>
      {movers === null || movers.length === 0 ? (
        <Text>{movers === null ? MOVERS.unknown : MOVERS.none}</Text>
      ) : (
        <>
          {movers.some(({ before }) => before.stage === null) ? (
            <Text variant="microcopy">{MOVERS.engagementOnly}</Text>
          ) : null}
          <HeadedTable columns={MOVERS.columns}>
            {movers.map((mover) => (
              <MoverRow key={mover.id} mover={mover} portalId={portalId} />
            ))}
          </HeadedTable>
        </>
      )}
    </Flex>
  );
}

function MoverRow({ mover: { id, name, before, after }, portalId }: { mover: ProgramMover; portalId: number }) {
  const points = Math.round(after.engagement - before.engagement);
  const held = before.stage === null ? after : { ...before, stage: before.stage };
  return (
    <TableRow>
      <TableCell>
        <Link href={recordPath(portalId, id)}>{name}</Link>
      </TableCell>
      <TableCell>
        {points === 0 ? (
          <Text>{whole(after.engagement)}</Text>
        ) : (
          <StatisticsTrend
            direction={points > 0 ? 'increase' : 'decrease'}
            value={MOVERS.by(Math.abs(points), whole(after.engagement))}
          />
        )}
      </TableCell>
      <TableCell>{MOVERS.change(held.stage, after.stage)}</TableCell>
      <TableCell>{MOVERS.change(nameTier(held.tier), nameTier(after.tier))}</TableCell>
    </TableRow>
  );
}
