import { Button, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { SyncData } from './portal-data/sync-data.ts';
import { FIRST } from './first-thing-texts.ts';

interface FirstThing {
  words: string;
  /** The tab where it is done, and what leads there. */
  way: { tab: string; words: string } | null;
}

interface FirstThingProps {
  data: SyncData;
  /** The tab that is open: nobody is led to where they are. */
  tab: string;
  onOpen: (tab: string) => void;
}

/** What to do first in the settings, or that there is nothing; what an alert says already is not said again. */
export function FirstThing({ data, tab, onOpen }: FirstThingProps) {
  const first = findFirst(data);
  if (first === null || first.way?.tab === tab) return null;
  const { words, way } = first;
  return (
    <Inline gap="small" align="center">
      <Text format={{ fontWeight: 'demibold' }}>{words}</Text>
      {way === null ? null : (
        <Button size="xs" variant={yieldsToFirst(tab) ? 'primary' : 'secondary'} onClick={() => onOpen(way.tab)}>
          {way.words}
        </Button>
      )}
    </Inline>
  );
}

/** Whether a tab's own button only invites to a change, so that what to do first is the primary action there. */
const yieldsToFirst = (tab: string): boolean => tab === 'model';

/** Whether the top of the page leads from this tab to another. */
export function leadsElsewhere(data: SyncData, tab: string): boolean {
  const way = findFirst(data)?.way ?? null;
  return way !== null && way.tab !== tab;
}

/** By how much else waits for it: nothing is set up, nothing can be approved, single records are behind. */
function findFirst({
  status,
  guide,
  unwritable,
  refused,
  waiting,
  mayChange,
  lacksApprovers,
}: SyncData): FirstThing | null {
  if (status === 'revoked' || status === 'leaving') return null;
  if (mayChange && guide === 'open') return { words: FIRST.guide, way: { tab: 'guide', words: FIRST.openGuide } };
  if (status !== 'active') return { words: FIRST.reading, way: null };
  if (unwritable !== null) return null;
  if (mayChange && lacksApprovers) return { words: FIRST.approvers, way: { tab: 'keys', words: FIRST.openKeys } };
  if (refused > 0) return { words: FIRST.problems(refused), way: { tab: 'problems', words: FIRST.openProblems } };
  // Reached only by those who may not change it.
  if (guide === 'open') return { words: FIRST.othersGuide, way: null };
  if (lacksApprovers) return { words: FIRST.othersApprovers, way: null };
  return { words: waiting.stale + waiting.unpublished > 0 ? FIRST.behind : FIRST.nothing, way: null };
}
