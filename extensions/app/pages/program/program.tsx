import { Alert, EmptyState, Flex, Heading, Inline, ProgressBar, Text } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { formatMoney } from 'roundtable-ui/formats.ts';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { PageProps } from '../page-frame.tsx';
import { AccountsBehind, type Opened } from './program-behind.tsx';
import type { MeasuredProgram, ProgramData, ProgramGoal } from './program-data.ts';
import { ProgramCharts } from './program-charts.tsx';
import { MeasuredAt, useMeasuring, type Measuring } from './program-measuring.tsx';
import { sayHeadline } from './program-headline.ts';
import { ByTier, Funnel, Movers } from './program-tables.tsx';
import { GOAL, PROGRAM } from './program-texts.ts';
import { groupOf } from './program-span.ts';
import { ProgramNext } from './program-next.tsx';
import { ProgramTiles } from './program-tiles.tsx';

/** The program in figures: on the list compared with off it, by tier, with what each figure is based on. */
export function ProgramPage({ app, portalId, clock = Date.now }: PageProps & { clock?: () => number }) {
  const load = useCallback(() => app.read<ProgramData>('/api/program'), [app]);
  const loaded = useLoaded(load);
  const measuring = useMeasuring(app, loaded);
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <Loading loaded={loaded} reading={PROGRAM.reading} unreadable={PROGRAM.unreadable}>
      {(program) => {
        if (program === null) return <NeverMeasured />;
        const { currency, measuredAt } = program;
        if (opened !== null) {
          return (
            <AccountsBehind
              {...{ app, portalId, currency, opened, measuredAt }}
              since={program.since}
              now={clock()}
              onBack={() => setOpened(null)}
            />
          );
        }
        return <Figures {...{ program, measuring, portalId }} now={clock()} onOpen={setOpened} />;
      }}
    </Loading>
  );
}

function NeverMeasured() {
  return (
    <Flex direction="column" gap="small">
      <Heading>{PROGRAM.title}</Heading>
      <EmptyState title={PROGRAM.never.title} layout="vertical" imageName="emptyStateCharts">
        <Text>{PROGRAM.never.text}</Text>
      </EmptyState>
    </Flex>
  );
}

interface FiguresProps {
  program: MeasuredProgram;
  measuring: Measuring;
  portalId: number;
  now: number;
  onOpen: (opened: Opened) => void;
}

function Figures({ program, measuring, portalId, now, onOpen }: FiguresProps) {
  const { accounts, clock } = groupOf(program, 'on_list');
  return (
    <Flex direction="column" gap="medium">
      <Inline gap="small" align="center">
        <Heading inline>{PROGRAM.title}</Heading>
        <Text variant="microcopy">{PROGRAM.since(program.since)}</Text>
        {program.earlier === null ? <Text variant="microcopy">{PROGRAM.noTrend}</Text> : null}
      </Inline>
      <MeasuredAt {...{ program, measuring, now }} />
      {program.changed === null ? null : (
        <Alert title={PROGRAM.changed.title} variant="warning">
          {PROGRAM.changed.text(program.changed)}
        </Alert>
      )}
      {accounts === 0 ? null : <Text>{sayHeadline(program)}</Text>}
      {accounts === 0 ? null : <ProgramNext {...{ program, onOpen }} />}
      {accounts === 0 ? (
        <Alert title={PROGRAM.noList.title} variant="info">
          {PROGRAM.noList.text}
        </Alert>
      ) : null}
      {accounts > 0 && clock.note !== null ? (
        <Alert title={PROGRAM.early.title(clock.note)} variant="info">
          {PROGRAM.early.text}
        </Alert>
      ) : null}
      {program.goal === null ? null : <Goal goal={program.goal} currency={program.currency} />}
      <ProgramTiles program={program} onOpen={onOpen} />
      <ProgramCharts program={program} />
      {groupOf(program, 'off_list').accounts === 0 ? null : <Text variant="microcopy">{PROGRAM.caution}</Text>}
      <ByTier part="known" program={program} onOpen={onOpen} />
      <ByTier part="outcomes" program={program} onOpen={onOpen} />
      <Funnel program={program} onOpen={onOpen} />
      <Movers movers={program.movers} portalId={portalId} />
    </Flex>
  );
}

function Goal({ goal, currency }: { goal: ProgramGoal; currency: string }) {
  const [won, aimed] = [formatMoney(goal.won, currency), formatMoney(goal.amount, currency)];
  return (
    <Flex direction="column" gap="extra-small">
      <ProgressBar
        title={GOAL.title(goal)}
        value={Math.min(goal.won, goal.amount)}
        maxValue={goal.amount}
        valueDescription={GOAL.progress(won, aimed, goal)}
        variant={goal.share >= goal.elapsed ? 'success' : 'warning'}
      />
      <Text variant="microcopy">{GOAL.pace(goal, formatMoney(goal.wonOnList, currency))}</Text>
    </Flex>
  );
}
