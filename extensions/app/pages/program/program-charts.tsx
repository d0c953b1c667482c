import { AutoGrid, BarChart, Flex, LineChart, Text, Tile } from '@hubspot/ui-extensions';
import React from 'react';
import type { MeasuredProgram, ProgramGroup } from './program-data.ts';
import { daysOfList } from './program-span.ts';
import { CHARTS, GROUPS } from './program-texts.ts';

/** A trend needs two weeks. */
const LEAST_WEEKS = 2;

/** The program in charts: people known and reached by tier and off the list, the stages, the money, and the trend. */
export function ProgramCharts({ program }: { program: MeasuredProgram }) {
  return (
    <AutoGrid columnWidth={420} gap="small" flexible>
      <Tile compact>
        <KnownByTier program={program} />
      </Tile>
      <Tile compact>
        <StagesByTier program={program} />
      </Tile>
      <Tile compact>
        <Money program={program} />
      </Tile>
      <Tile compact>
        <Trend program={program} />
      </Tile>
    </AutoGrid>
  );
}

function KnownByTier({ program }: { program: MeasuredProgram }) {
  const { title, unit, measures } = CHARTS.known;
  const data = compared(program).flatMap(({ group, roleCoverage, reach, engagementRate }) => [
    ...point(GROUPS[group], measures.coverage, roleCoverage.value),
    ...point(GROUPS[group], measures.reached, toPoints(reach.share)),
    ...point(GROUPS[group], measures.engaged, toPoints(engagementRate.share)),
  ]);
  if (data.length === 0) return <Nothing title={title} text={CHARTS.known.none} />;
  return <Bars title={title} unit={unit} data={data} />;
}

function StagesByTier({ program }: { program: MeasuredProgram }) {
  const { title, unit, none } = CHARTS.stages;
  const tiers = compared(program).filter(({ group }) => group !== 'off_list');
  if (tiers.length === 0) return <Nothing title={title} text={none} />;
  const data = program.stages.flatMap(({ id, label }) =>
    tiers.flatMap(({ group, stages }) => point(label, GROUPS[group], stages[id] ?? 0)),
  );
  return <Bars title={title} unit={unit} data={data} stacked />;
}

function Money({ program }: { program: MeasuredProgram }) {
  const { title, unit, measures, none } = CHARTS.money;
  const groups = compared(program);
  const thousand = 1_000;
  const data = groups.flatMap(({ group, pipelineCreated, revenue }) => [
    ...point(GROUPS[group], measures.pipeline, Math.round(pipelineCreated.amount / thousand)),
    ...point(GROUPS[group], measures.revenue, Math.round(revenue.amount / thousand)),
  ]);
  const deals = groups.reduce((sum, { pipelineCreated, revenue }) => sum + pipelineCreated.deals + revenue.deals, 0);
  if (deals === 0) return <Nothing title={title(false)} text={none} />;
  return <Bars title={title(daysOfList(program) !== null)} unit={unit(program.currency)} data={data} />;
}

function Trend({ program: { weeks } }: { program: MeasuredProgram }) {
  const { title, unit, measures, none } = CHARTS.trend;
  if (weeks.length < LEAST_WEEKS) return <Nothing title={title} text={none} />;
  const data = weeks.flatMap(({ at, roleCoverage, engaged, reached }) => {
    const day = Date.parse(at);
    return [
      ...point(day, measures.coverage, roleCoverage),
      ...point(day, measures.reached, toPoints(reached)),
      ...point(day, measures.engaged, toPoints(engaged)),
    ];
  });
  return (
    <LineChart
      data={data}
      axes={{
        x: { field: 'of', fieldType: 'datetime', label: CHARTS.week },
        y: { field: 'value', fieldType: 'linear', label: unit },
        options: { groupFieldByColor: 'measure' },
      }}
      options={{ title, showLegend: true, showTooltips: true }}
    />
  );
}

interface Point {
  of: string | number;
  measure: string;
  value: number;
  [field: string]: string | number;
}

function Bars(props: { title: string; unit: string; data: Point[]; stacked?: boolean }) {
  const { title, unit, data, stacked = false } = props;
  return (
    <BarChart
      data={data}
      axes={{
        x: { field: 'of', fieldType: 'category', label: CHARTS.group },
        y: { field: 'value', fieldType: 'linear', label: unit },
        options: { groupFieldByColor: 'measure', stacking: stacked },
      }}
      options={{ title, showLegend: true, showTooltips: true, showDataLabels: true }}
    />
  );
}

function Nothing({ title, text }: { title: string; text: string }) {
  return (
    <Flex direction="column" gap="extra-small">
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      <Text>{text}</Text>
    </Flex>
  );
}

/** The tiers, and the accounts off the list if there are any. */
function compared({ groups }: MeasuredProgram): ProgramGroup[] {
  return groups.filter(({ group, accounts }) => group !== 'on_list' && accounts > 0);
}

function toPoints(share: number | null): number | null {
  return share === null ? null : Math.round(100 * share);
}

/** An unknown value is not drawn: it is not zero. */
function point(of: string | number, measure: string, value: number | null): Point[] {
  return value === null ? [] : [{ of, measure, value: Math.round(value) }];
}
