import {
  AutoGrid,
  Button,
  Flex,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import React from 'react';
import { formatMoney } from 'roundtable-ui/formats.ts';
import type { MeasuredProgram, Middle, ProgramDifference, ProgramGroup, Rate } from './program-data.ts';
import type { Opened } from './program-behind.tsx';
import { groupOf, isFresh } from './program-span.ts';
import { count, percent, PROGRAM, TILES, whole } from './program-texts.ts';

interface TilesProps {
  program: MeasuredProgram;
  onOpen: (opened: Opened) => void;
}

interface TileData {
  label: string;
  figure: Opened['figure'];
  /** `null` if it cannot be computed. */
  value: string | null;
  /** What the value is based on: n, interval. */
  basis: string;
  /** How much of it is due to the program, if known. */
  ofIt?: string | null;
  against: string | null;
  /** Compared with the earlier measurement; more is better unless stated otherwise. */
  change: { by: number; words: string; lessIsBetter?: boolean } | null;
  /** It cannot be judged yet. */
  early: boolean;
}

/** The five main figures, each compared with the accounts off the list. */
export function ProgramTiles({ program, onOpen }: TilesProps) {
  return (
    <AutoGrid columnWidth={210} gap="small" flexible>
      {listTiles(program).map((tile) => (
        <Tile key={tile.label} compact>
          <OneTile
            tile={tile}
            program={program}
            onOpen={() => onOpen({ group: 'on_list', figure: tile.figure, stage: null })}
          />
        </Tile>
      ))}
    </AutoGrid>
  );
}

function OneTile({ tile, program, onOpen }: { tile: TileData; program: MeasuredProgram; onOpen: () => void }) {
  const { label, value, basis, against, early } = tile;
  const clock = groupOf(program, 'on_list').clock;
  const isHeld = early && clock.tooEarly;
  const says = tile.ofIt ?? (!early && isFresh(program) ? PROGRAM.fresh : null);
  return (
    <Flex direction="column" gap="extra-small">
      <Statistics>
        <StatisticsItem label={label} number={isHeld ? PROGRAM.early.short : (value ?? '–')}>
          {isHeld ? null : <Change tile={tile} since={program.earlier?.asOf ?? null} />}
        </StatisticsItem>
      </Statistics>
      {isHeld ? <Text variant="microcopy">{PROGRAM.early.day(clock)}</Text> : null}
      <Text variant="microcopy">{isHeld && value !== null ? PROGRAM.before(`${value}, ${basis}`) : basis}</Text>
      {says === null ? null : <Text variant="microcopy">{says}</Text>}
      {against === null || isHeld ? null : <Text variant="microcopy">{against}</Text>}
      <Button variant="transparent" size="xs" onClick={onOpen}>
        {PROGRAM.seeAccounts}
      </Button>
    </Flex>
  );
}

/** The arrow shows up or down, its colour whether that is good, the text by how much and since when. */
function Change({ tile: { change }, since }: { tile: TileData; since: string | null }) {
  if (since === null || change === null) return null;
  const { by, words, lessIsBetter = false } = change;
  if (by === 0) return <Text variant="microcopy">{PROGRAM.steady(since)}</Text>;
  return (
    <StatisticsTrend
      direction={by > 0 ? 'increase' : 'decrease'}
      color={by > 0 === lessIsBetter ? 'red' : 'green'}
      value={PROGRAM.trend(words, since)}
    />
  );
}

function listTiles(program: MeasuredProgram): TileData[] {
  const on = groupOf(program, 'on_list');
  const off = groupOf(program, 'off_list');
  const before = program.earlier?.onList ?? null;
  const cash = (amount: number): string => formatMoney(amount, program.currency);
  return [
    {
      label: TILES.coverage,
      figure: 'all',
      value: on.roleCoverage.value === null ? null : whole(on.roleCoverage.value),
      basis: `${between(on.roleCoverage)}${count(on.roleCoverage.n, 'account')}. ${TILES.coverageHelp}.`,
      against: against(off, off.roleCoverage.value === null ? null : whole(off.roleCoverage.value), 'account'),
      change: changeOf(on.roleCoverage.value, before?.roleCoverage.value, (by) => count(Math.abs(by), 'point')),
      early: false,
    },
    {
      ...rateTile(on.engagementRate, before?.engagementRate),
      label: TILES.engagement,
      figure: 'engaged',
      basis: ofN(on.engagementRate, 'account'),
      against: differenceOf(program, 'engagementRate'),
      early: false,
    },
    {
      label: TILES.pipeline,
      figure: 'pipeline',
      value: cash(on.pipelineCreated.amount),
      basis: `${count(on.pipelineCreated.deals, 'deal')}; influenced ${cash(on.pipelineInfluenced.amount)} in ${count(on.pipelineInfluenced.deals, 'deal')}`,
      ofIt: ofIt(on, cash),
      against: against(off, cash(off.pipelineCreated.amount), 'deal', off.pipelineCreated.deals),
      change: changeOf(on.pipelineCreated.amount, before?.pipelineCreated.amount, (by) => cash(Math.abs(by))),
      early: false,
    },
    {
      ...rateTile(on.winRate, before?.winRate),
      label: TILES.winRate,
      figure: 'closed',
      basis: ofN(on.winRate, 'closed deal'),
      against: differenceOf(program, 'winRate'),
      early: true,
    },
    velocityTile(on, off, before),
  ];
}

function velocityTile(on: ProgramGroup, off: ProgramGroup, before: ProgramGroup | null): TileData {
  const { value, n } = on.velocityDays;
  const change = changeOf(value, before?.velocityDays.value, (by) => count(Math.abs(by), 'day'));
  const others = off.velocityDays.value;
  return {
    label: TILES.velocity,
    figure: 'won',
    value: value === null ? null : whole(value),
    basis: `${between(on.velocityDays)}${count(n, 'won deal')}. ${TILES.velocityHelp}.`,
    against: against(off, others === null ? null : whole(others), 'won deal', off.velocityDays.n),
    change: change && { ...change, lessIsBetter: true },
    early: true,
  };
}

function points(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : 100 * share;
}

function rateTile(rate: Rate, before: Rate | undefined): Pick<TileData, 'value' | 'change'> {
  return {
    value: rate.share === null ? null : percent(rate.share),
    change: changeOf(points(rate.share), points(before?.share), (by) => count(Math.abs(by), 'point')),
  };
}

function changeOf(
  now: number | null,
  before: number | null | undefined,
  describe: (by: number) => string,
): TileData['change'] {
  if (now === null || before === null || before === undefined) return null;
  const by = Math.round(now) - Math.round(before);
  return { by, words: describe(by) };
}

function ofN({ successes, n, low, high, share }: Rate, what: string): string {
  if (share === null) return `no ${what} yet`;
  return `${whole(successes)} of ${count(n, what)} (${Math.round(100 * low)}–${percent(high)})`;
}

function between({ low, high }: Middle): string {
  return low === null || high === null ? '' : `between ${whole(Math.max(0, low))} and ${whole(high)}, `;
}

/** How much of the pipeline was created since the accounts came onto the list, if not all of it. */
function ofIt({ pipelineCreated, pipelineSinceListed: since }: ProgramGroup, cash: (amount: number) => string) {
  if (since === undefined || since.deals === pipelineCreated.deals) return null;
  return PROGRAM.ofIt(cash(since.amount), since.deals);
}

function against(off: ProgramGroup, value: string | null, what: string, n = off.accounts): string | null {
  return value === null || off.accounts === 0 ? null : PROGRAM.offList(value, count(n, what));
}

function differenceOf({ differences }: MeasuredProgram, measure: ProgramDifference['measure']): string | null {
  const found = differences.find((each) => each.measure === measure);
  return found === undefined ? null : PROGRAM.difference(found);
}
