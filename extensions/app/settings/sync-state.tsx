import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  Flex,
  ProgressBar,
  Statistics,
  StatisticsItem,
  Text,
} from '@hubspot/ui-extensions';
import React from 'react';
import type { SyncData, SyncStep } from './sync-data.ts';
import { describeProgress, format, SYNC } from './texts.ts';

/** HubSpot's limit for a marketplace app, over a day: 110 requests in any 10 seconds. */
const ALLOWED_A_DAY = 110 * 8_640;

/**
 * How far the first sync is; once it is over, what came of it. While it runs nothing is counted that it has yet to
 * find: a 0 would look like a fact.
 */
export function SyncState({ data }: { data: SyncData }) {
  const isFirst = data.status === 'installing' || data.status === 'syncing';
  return (
    <Flex direction="column" gap="medium">
      {isFirst ? <FirstSync data={data} /> : <Outcome data={data} />}
      <Requests data={data} />
      {isFirst ? null : <WasRead steps={data.steps} />}
    </Flex>
  );
}

/** How far each step of the first sync is. */
export function FirstSync({ data: { steps, waiting } }: { data: Pick<SyncData, 'steps' | 'waiting'> }) {
  const isRead = steps.length > 0 && steps.every(({ finishedAt }) => finishedAt !== null);
  return (
    <Flex direction="column" gap="small">
      <Text>{isRead ? SYNC.scoring(waiting.stale) : SYNC.firstSync}</Text>
      {steps.map((step) => (
        <Step key={step.name} step={step} />
      ))}
    </Flex>
  );
}

function Step({ step }: { step: SyncStep }) {
  const { label, done, total, finishedAt } = step;
  if (finishedAt !== null) {
    return <ProgressBar title={SYNC.done(label)} value={1} maxValue={1} valueDescription={format(done)} />;
  }
  return (
    <ProgressBar title={label} value={done} maxValue={total ?? (done || 1)} valueDescription={describeProgress(step)} />
  );
}

function Outcome({ data: { accountsByTier, waiting, modelVersion } }: { data: SyncData }) {
  return (
    <>
      <Section title={SYNC.accounts}>
        <Statistics>
          {(['1', '2', '3', 'none'] as const).map((tier) => (
            <StatisticsItem key={tier} label={SYNC.tiers[tier]} number={format(accountsByTier[tier])} />
          ))}
        </Statistics>
      </Section>
      <Section title={SYNC.work}>
        <DescriptionList direction="row">
          <DescriptionListItem label={SYNC.stale}>{format(waiting.stale)}</DescriptionListItem>
          <DescriptionListItem label={SYNC.unpublished}>{format(waiting.unpublished)}</DescriptionListItem>
          <DescriptionListItem label={SYNC.model}>{SYNC.version(modelVersion)}</DescriptionListItem>
        </DescriptionList>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      {children}
    </Flex>
  );
}

/** How much of HubSpot's limit is used, and for what. */
function Requests({ data: { requestsToday, requestsMade } }: { data: SyncData }) {
  const total = Object.values(requestsToday).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(requestsToday).map(([kind, count]) => `${format(count)} ${SYNC.kinds[kind] ?? kind}`);
  const share = total / ALLOWED_A_DAY;
  const percent = share > 0 && share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`;
  return (
    <Section title={SYNC.requests}>
      <DescriptionList direction="row">
        <DescriptionListItem label={SYNC.today}>
          {kinds.length === 0 ? format(0) : `${format(total)}: ${kinds.join(', ')}`}
        </DescriptionListItem>
        <DescriptionListItem label={SYNC.limit}>{SYNC.ofLimit(percent)}</DescriptionListItem>
        <DescriptionListItem label={SYNC.sinceInstall}>{format(requestsMade)}</DescriptionListItem>
      </DescriptionList>
    </Section>
  );
}

/** What the first sync read, once it is over. */
function WasRead({ steps }: { steps: readonly SyncStep[] }) {
  if (steps.length === 0) return null;
  return (
    <Accordion title={SYNC.wasRead} size="xs">
      <DescriptionList direction="row">
        {steps.map(({ name, label, done }) => (
          <DescriptionListItem key={name} label={label}>
            {format(done)}
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Accordion>
  );
}
