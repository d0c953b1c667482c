import { Button, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { FIRST } from './first-thing-texts.ts';
import { GUIDE_STEPS } from './guide/guide-data.ts';
import type { SyncData } from './portal-data/sync-data.ts';

interface FirstThing {
  words: string;
  /** The tab where it is done, and what leads there. */
  way: { tab: string; words: string } | null;
}

interface FirstThingProps {
  data: SyncData;
  /** The tab that is open. */
  tab: string;
  onOpen: (tab: string) => void;
}

/** Tabs about everything. The guided start shows its own steps, and every other tab says what is to be done there. */
const TABS: ReadonlySet<string> = new Set(['readiness', 'sync']);

/** What to do next in the settings, or that there is nothing; what an alert says already is not said again. */
export function FirstThing({ data, tab, onOpen }: FirstThingProps) {
  const first = TABS.has(tab) ? findFirst(data) : null;
  if (first === null) return null;
  const { words, way } = first;
  return (
    <Inline gap="small" align="center">
      <Text format={{ fontWeight: 'demibold' }}>{words}</Text>
      {way === null ? null : (
        <Button size="xs" variant="primary" onClick={() => onOpen(way.tab)}>
          {way.words}
        </Button>
      )}
    </Inline>
  );
}

/** By how much else waits for it: nothing is set up, nothing can be approved, single records are behind. */
function findFirst(data: SyncData): FirstThing | null {
  const { status, guide, unwritable, refused, waiting, mayChange, lacksApprovers } = data;
  if (status === 'revoked' || status === 'leaving') return null;
  if (mayChange && guide === 'open') return { words: describeSetup(data), way: { tab: 'guide', words: FIRST.go } };
  if (status !== 'active') return { words: FIRST.reading, way: null };
  if (unwritable !== null) return null;
  if (mayChange && lacksApprovers) return { words: FIRST.approvers, way: { tab: 'keys', words: FIRST.openKeys } };
  if (refused > 0) return { words: FIRST.problems(refused), way: { tab: 'problems', words: FIRST.openProblems } };
  // Reached only by those who may not change it.
  if (guide === 'open') return { words: FIRST.othersGuide, way: null };
  if (lacksApprovers) return { words: FIRST.othersApprovers, way: null };
  return { words: waiting.stale + waiting.unpublished > 0 ? FIRST.behind : FIRST.nothing, way: null };
}

function describeSetup({ settled }: SyncData): string {
  const next = GUIDE_STEPS.find((step) => !settled.includes(step)) ?? null;
  return FIRST.setup(settled.length, GUIDE_STEPS.length, next);
}
