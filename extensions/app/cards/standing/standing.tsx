import { Accordion, Flex, Inline, List, StatusTag, Text } from '@hubspot/ui-extensions';
import { CrmPropertyList } from '@hubspot/ui-extensions/crm';
import React from 'react';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountCardData, CardScore, ScoreLine } from '../card-data.ts';
import { formatChange, showScore, STANDING } from '../texts.ts';

/** HubSpot's list takes no more. */
const MOST_PROPERTIES = 24;

interface StandingProps {
  data: AccountCardData;
  now: number;
}

const SCORES = ['fit', 'engagement', 'intent'] as const;

/** Where the account stands and where it goes: tier and stage with their reasons, the scores, and every line behind them. */
export function Standing({ data, now }: StandingProps) {
  return (
    <Flex direction="column" gap="small">
      <Place data={data} now={now} />
      <Closing data={data} now={now} />
      <PlaceReasons data={data} />
      <Flex direction="column" gap="flush">
        {SCORES.map((name) => (
          <Score key={name} name={name} data={data} />
        ))}
      </Flex>
      <Outlook data={data} now={now} />
      <Accordion title={STANDING.why} size="xs">
        <ScoreReasons data={data} />
      </Accordion>
    </Flex>
  );
}

/** The same for a card with a subject of its own: two lines, and all that is behind them folded away. */
export function BriefStanding({ data, now }: StandingProps) {
  return (
    <Flex direction="column" gap="xs">
      <Place data={data} now={now} />
      <Closing data={data} now={now} />
      <Text>{SCORES.map((name) => writeScore(name, data)).join(' · ')}</Text>
      <Accordion title={STANDING.whyAll} size="xs">
        <Flex direction="column" gap="small">
          <PlaceReasons data={data} />
          <Outlook data={data} now={now} />
          <ScoreReasons data={data} />
        </Flex>
      </Accordion>
    </Flex>
  );
}

/** Tier and stage, and as of when. */
function Place({ data: { tier, stage, asOf, engagement }, now }: StandingProps) {
  return (
    <Inline gap="small" align="center">
      <Text format={{ fontWeight: 'bold' }}>{tier.value === null ? STANDING.noTier : STANDING.tiers[tier.value]}</Text>
      {stage === null ? null : <StatusTag variant="info">{stage.label}</StatusTag>}
      {engagement?.surging === true ? <StatusTag variant="warning">{STANDING.surging}</StatusTag> : null}
      <Flex gap="xs" align="center">
        <Text variant="microcopy">{asOf === null ? STANDING.notScored : STANDING.asOf}</Text>
        {asOf === null ? null : <RelativeTime at={asOf} now={now} />}
      </Flex>
    </Inline>
  );
}

function Closing({ data: { closing }, now }: StandingProps) {
  return closing === null ? null : <Text format={{ fontWeight: 'demibold' }}>{STANDING.closing(closing, now)}</Text>;
}

function PlaceReasons({ data: { state, tier, cluster, stage } }: Pick<StandingProps, 'data'>) {
  return (
    <Flex direction="column" gap="flush">
      {state === 'not_target' ? null : <Text variant="microcopy">{STANDING.tierReason(tier.reason)}</Text>}
      {cluster === null ? null : <Text variant="microcopy">{STANDING.cluster(cluster)}</Text>}
      {stage === null ? null : <Text variant="microcopy">{STANDING.stage(stage)}</Text>}
    </Flex>
  );
}

/** By what it is ranked, then every line of every score. */
function ScoreReasons({ data }: Pick<StandingProps, 'data'>) {
  return (
    <>
      {data.ranking.length === 0 ? null : <Text variant="microcopy">{STANDING.ranking(data.ranking)}</Text>}
      {SCORES.map((name) => (
        <Reasons key={name} title={STANDING.scores[name]} score={data[name]} unknown={STANDING.unknown[name]} />
      ))}
    </>
  );
}

/** What moved it this week, and what becomes of it if nobody does anything. */
function Outlook({ data: { week, stage, forecast, fall }, now }: { data: AccountCardData; now: number }) {
  const isHeld = stage === null || (forecast === null && fall === null);
  return (
    <Flex direction="column" gap="flush">
      {week === null ? null : <Text>{STANDING.week(week)}</Text>}
      {isHeld ? null : <Text>{STANDING.forecast(stage.label, { forecast, fall }, now)}</Text>}
    </Flex>
  );
}

interface ScoreProps {
  name: (typeof SCORES)[number];
  data: AccountCardData;
}

/** A line each, so that three scores stand in one column in the narrowest sidebar (decision 315). */
function Score({ name, data }: ScoreProps) {
  const way = describeTrend(name, data, null);
  return (
    <Inline gap="small" align="center">
      <Text format={{ fontWeight: 'bold' }}>{`${STANDING.scores[name]} ${showScore(data[name])}`}</Text>
      {way === '' ? null : <Text variant="microcopy">{way}</Text>}
    </Inline>
  );
}

/** "Engagement 86 (rising, +11 in 7 days)" */
function writeScore(name: ScoreProps['name'], data: AccountCardData): string {
  const way = describeTrend(name, data, data.week);
  return `${STANDING.scores[name]} ${showScore(data[name])}${way === '' ? '' : ` (${way})`}`;
}

/** How a score went in a week; of a 0 that rests on nothing that it does. */
function describeTrend(name: ScoreProps['name'], data: AccountCardData, week: AccountCardData['week']): string {
  const score = data[name];
  if (score === null) return '';
  const restsOnNothing = score.total === 0 && score.changeThisWeek === 0 && score.lines.length === 0;
  return restsOnNothing && STANDING.nothing[name] !== ''
    ? STANDING.nothing[name]
    : STANDING.trend(score, name === 'engagement' ? week : null);
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
