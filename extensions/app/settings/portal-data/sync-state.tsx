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
import { fillOf } from 'roundtable-ui/fill-of.ts';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { Budget } from './budget.tsx';
import { Section } from '../section.tsx';
import type { SyncData, SyncStep } from './sync-data.ts';
import { describeProgress, SYNC, UNWRITABLE } from '../texts.ts';

/**
 * How far the first sync is; once it is over, what came of it. While it runs nothing is counted that it has yet to
 * find: a 0 would look like a fact.
 */
export function SyncState({ data }: { data: SyncData }) {
  const isFirst = data.status === 'installing' || data.status === 'syncing';
  return (
    <Flex direction="column" gap="medium">
      {isFirst ? <FirstSync data={data} /> : <Outcome data={data} />}
      <Budget data={data} />
      {isFirst ? null : <WasRead steps={data.steps} />}
    </Flex>
  );
}

const TIERS = ['1', '2', '3', 'none'] as const;

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
    return <ProgressBar title={SYNC.done(label)} value={1} maxValue={1} valueDescription={formatNumber(done)} />;
  }
  return <ProgressBar title={label} {...fillOf(done, total)} valueDescription={describeProgress(step)} />;
}

function Outcome({ data }: { data: SyncData }) {
  const { accountsByTier, waiting, modelVersion, status, heldUntil, unwritable } = data;
  const settled = unwritable === null ? SYNC.settled : UNWRITABLE.unpublished;
  const isSettled = waiting.stale + waiting.unpublished === 0;
  return (
    <>
      <Section title={SYNC.accounts}>
        <Statistics>
          {TIERS.map((tier) => (
            <StatisticsItem key={tier} label={SYNC.tiers[tier]} number={formatNumber(accountsByTier[tier])} />
          ))}
        </Statistics>
      </Section>
      <Section title={SYNC.work}>
        <DescriptionList direction="row">
          <DescriptionListItem label={SYNC.stale}>{formatNumber(waiting.stale)}</DescriptionListItem>
          <DescriptionListItem label={SYNC.unpublished}>{formatNumber(waiting.unpublished)}</DescriptionListItem>
          <DescriptionListItem label={SYNC.model}>{SYNC.version(modelVersion)}</DescriptionListItem>
        </DescriptionList>
        {status === 'active' && heldUntil === null ? (
          <Text variant="microcopy">{isSettled ? settled : SYNC.waits}</Text>
        ) : null}
      </Section>
    </>
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
            {formatNumber(done)}
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Accordion>
  );
}
