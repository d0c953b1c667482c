import {
  Accordion,
  Flex,
  Inline,
  List,
  StatusTag,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  Text,
} from '@hubspot/ui-extensions';
import React from 'react';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountCardData, CardScore } from './card-data.ts';

const TIER_NAMES = { 1: 'Tier 1 · one-to-one', 2: 'Tier 2 · one-to-few', 3: 'Tier 3 · one-to-many' } as const;

/** Where the account stands: tier and stage with their reasons, the scores, and every line behind them. */
export function Standing({ data, now }: { data: AccountCardData; now: number }) {
  const { tier, stage, asOf } = data;
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <Text format={{ fontWeight: 'bold' }}>{tier.value === null ? 'No tier' : TIER_NAMES[tier.value]}</Text>
        {stage === null ? null : <StatusTag variant="info">{stage.label}</StatusTag>}
        {data.engagement?.surging === true ? <StatusTag variant="warning">Surging this week</StatusTag> : null}
        <Text variant="microcopy">as of</Text>
        {asOf === null ? <Text variant="microcopy">not scored yet</Text> : <RelativeTime at={asOf} now={now} />}
      </Inline>
      <Flex direction="column" gap="flush">
        {data.state === 'not_target' ? null : <Text variant="microcopy">{tier.reason}</Text>}
        {stage === null ? null : (
          <Text variant="microcopy">{`${stage.label}: ${stage.definition.replace(/\.$/, '')} (shared definition, v${stage.definitionVersion})`}</Text>
        )}
      </Flex>
      <Scores data={data} />
      <Accordion title="Why these scores?" size="xs">
        <Reasons title="Fit" score={data.fit} unknown="Nothing is known yet that fit could be judged by." />
        <Reasons title="Engagement" score={data.engagement} unknown="No activity is known." />
        <Reasons title="Intent" score={data.intent} unknown="No signal is known." />
      </Accordion>
    </Flex>
  );
}

function Scores({ data }: { data: AccountCardData }) {
  const { fit, engagement, intent } = data;
  return (
    <Statistics>
      <StatisticsItem label="Fit" number={show(fit)} />
      <StatisticsItem label="Engagement" number={show(engagement)}>
        {engagement === null ? null : <Trend trend={engagement.trend} change={engagement.changeThisWeek} />}
      </StatisticsItem>
      <StatisticsItem label="Intent" number={show(intent)} />
    </Statistics>
  );
}

/** A trend says its direction in words; the arrow and its colour only repeat it. */
function Trend({ trend, change }: { trend: 'rising' | 'steady' | 'falling'; change: number }) {
  const value = `${trend}, ${formatChange(change)} in 7 days`;
  if (trend === 'steady') return <Text variant="microcopy">{value}</Text>;
  return <StatisticsTrend value={value} direction={trend === 'rising' ? 'increase' : 'decrease'} />;
}

/** The lines of one score, which sum to its total. */
export function Reasons({ title, score, unknown }: { title: string; score: CardScore | null; unknown: string }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{`${title} ${show(score)}`}</Text>
      {score === null || score.lines.length === 0 ? (
        <Text variant="microcopy">{unknown}</Text>
      ) : (
        <List>
          {score.lines.map((line, index) => (
            <Text key={index} variant="microcopy">
              {`${formatChange(line.points)} ${line.label}${line.evidence === '' ? '' : ` (${line.evidence})`}`}
            </Text>
          ))}
        </List>
      )}
    </Flex>
  );
}

function show(score: CardScore | null): string {
  return score?.total === null || score === null ? 'unknown' : String(score.total);
}

/** With its sign, the minus as wide as the plus. */
function formatChange(points: number): string {
  return points === 0 ? '±0' : `${points < 0 ? '−' : '+'}${Math.abs(points)}`;
}
