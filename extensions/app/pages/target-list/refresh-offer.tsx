import { Alert, Button, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { DAY_MS } from 'roundtable-ui/formats.ts';
import type { TargetListData } from './target-list-data.ts';
import { OFFER, REFRESH } from './target-refresh-texts.ts';

/** So long before it is due the refresh stands above the work of today. */
const NEAR_DAYS = 14;

/** Whether the refresh is the next thing to do: it is due, or begun. */
export function isRefreshFirst({ refresh }: Pick<TargetListData, 'refresh'>): boolean {
  return refresh !== null && (refresh.isDue || refresh.decided > 0);
}

/** Whether it is that, or soon will be, at `now` (epoch ms). */
export function isRefreshNear(list: Pick<TargetListData, 'refresh'>, now: number): boolean {
  const { refresh } = list;
  return isRefreshFirst(list) || (refresh !== null && Date.parse(refresh.dueAt) - now <= NEAR_DAYS * DAY_MS);
}

/** Says when the list was last gone through, and offers to do so, or to continue; louder where it is due or begun. */
export function RefreshOffer({ list, onStart }: { list: TargetListData; onStart: () => void }) {
  const { refresh } = list;
  if (refresh === null) return null;
  if (!isRefreshFirst(list)) {
    return (
      <Inline gap="small" align="center">
        <Button size="small" onClick={() => onStart()}>
          {OFFER.start}
        </Button>
        <Text variant="microcopy">{OFFER.last(list)}</Text>
      </Inline>
    );
  }
  return (
    <Alert title={refresh.isDue ? OFFER.due : REFRESH.title} variant="info">
      <Text>{refresh.decided === 0 ? OFFER.last(list) : OFFER.underWay(refresh.decided)}</Text>
      <Button variant="primary" onClick={() => onStart()}>
        {refresh.decided === 0 ? OFFER.start : OFFER.goOn}
      </Button>
    </Alert>
  );
}
