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
import { CrmPropertyList } from '@hubspot/ui-extensions/crm';
import React from 'react';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountCardData, CardScore, MovingScore, ScoreLine } from '../card-data.ts';
import { formatChange, showScore, STANDING } from '../texts.ts';

/** HubSpot's list takes no more. */
const MOST_PROPERTIES = 24;

/** Where the account stands and where it goes: tier and stage with their reasons, the scores, and every line behind them. */
export function Standing({ data, now }: { data: AccountCardData; now: number }) {
  const { tier, stage, asOf } = data;
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <Text format={{ fontWeight: 'bold' }}>
          {tier.value === null ? STANDING.noTier : STANDING.tiers[tier.value]}
        </Text>
        {stage === null ? null : <StatusTag variant="info">{stage.label}</StatusTag>}
        {data.engagement?.surging === true ? <StatusTag variant="warning">{STANDING.surging}</StatusTag> : null}
        <Text variant="microcopy">{asOf === null ? STANDING.notScored : STANDING.asOf}</Text>
        {asOf === null ? null : <RelativeTime at={asOf} now={now} />}
      </Inline>
      <Flex direction="column" gap="flush">
        {data.state === 'not_target' ? null : <Text variant="microcopy">{STANDING.tierReason(tier.reason)}</Text>}
        {data.cluster === null ? null : <Text variant="microcopy">{STANDING.cluster(data.cluster)}</Text>}
        {stage === null ? null : <Text variant="microcopy">{STANDING.stage(stage)}</Text>}
      </Flex>
      <Statistics>
        <Score label={STANDING.scores.fit} score={data.fit} />
        <Score label={STANDING.scores.engagement} score={data.engagement} />
        <Score label={STANDING.scores.intent} score={data.intent} />
      </Statistics>
      <Outlook data={data} now={now} />
      <Accordion title={STANDING.why} size="xs">
        <Reasons title={STANDING.scores.fit} score={data.fit} unknown={STANDING.unknown.fit} />
        <Reasons title={STANDING.scores.engagement} score={data.engagement} unknown={STANDING.unknown.engagement} />
        <Reasons title={STANDING.scores.intent} score={data.intent} unknown={STANDING.unknown.intent} />
      </Accordion>
    </Flex>
  );
}

/** What moved it this week, and what becomes of it if nobody does anything. */
function Outlook({ data: { week, stage, forecast }, now }: { data: AccountCardData; now: number }) {
  return (
    <Flex direction="column" gap="flush">
      {week === null ? null : <Text>{STANDING.week(week)}</Text>}
      {stage === null || forecast === null ? null : <Text>{STANDING.forecast(stage.label, forecast, now)}</Text>}
    </Flex>
  );
}

function Score({ label, score }: { label: string; score: MovingScore | null }) {
  return (
    <StatisticsItem label={label} number={showScore(score)}>
      {score === null ? null : <Trend score={score} />}
    </StatisticsItem>
  );
}

/** A trend says its direction in words; the arrow and its colour only repeat it. */
function Trend({ score }: { score: MovingScore }) {
  const words = STANDING.trend(score);
  if (words === '') return null;
  if (score.trend === 'steady') return <Text variant="microcopy">{words}</Text>;
  return <StatisticsTrend value={words} direction={score.trend === 'rising' ? 'increase' : 'decrease'} />;
}

/** The lines of one score, which sum to its total. */
export function Reasons({ title, score, unknown }: { title: string; score: CardScore | null; unknown: string }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{`${title} ${showScore(score)}`}</Text>
      {score === null || score.lines.length === 0 ? (
        <Text variant="microcopy">{unknown}</Text>
      ) : (
        <List>
          {score.lines.map((line, index) => (
            <Text key={index} variant="microcopy">
              {describeLine(line)}
            </Text>
          ))}
        </List>
      )}
      <FillIn lines={score?.lines ?? []} />
    </Flex>
  );
}

/** HubSpot's own fields of what is unknown, to be filled in where it is missed; saving one scores the account again. */
function FillIn({ lines }: { lines: readonly ScoreLine[] }) {
  const unknown = [...new Set(lines.flatMap(({ property }) => property ?? []))];
  if (unknown.length === 0) return null;
  return (
    <>
      <Text variant="microcopy">{STANDING.fillIn}</Text>
      <CrmPropertyList properties={unknown.slice(0, MOST_PROPERTIES)} direction="row" />
    </>
  );
}

function describeLine({ label, points, evidence }: ScoreLine): string {
  const because = evidence === '' ? '' : ` (${evidence})`;
  return `${formatChange(points)} ${label}${because}`;
}
