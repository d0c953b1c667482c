import { Dropdown, Inline } from '@hubspot/ui-extensions';
import React from 'react';
import { DISMISS_REASONS, type DismissReason, type SnoozePlayRequest } from '../card-requests.ts';
import type { PlayTileProps } from './play-tile-props.ts';
import { StartPlay } from './start-play.tsx';
import { PLAYS } from '../work-texts.ts';

const SNOOZE_DAYS: readonly SnoozePlayRequest['days'][] = [7, 14, 30];
type PlayButtonsProps = Pick<PlayTileProps, 'play' | 'rank' | 'leads' | 'account' | 'client' | 'onFeedback'>;

/** Start, snooze or dismiss one play. */
export function PlayButtons({ play, rank, leads, account, client, onFeedback }: PlayButtonsProps) {
  const { playId, name } = play;
  const isBusy = account.busy !== null;
  const snooze = (days: SnoozePlayRequest['days']): void =>
    account.act(`snooze ${playId}`, client.snoozePlay(playId, days), () =>
      onFeedback({ playId, rank, sentence: PLAYS.snoozed(name, days) }),
    );
  const dismiss = (reason: DismissReason): void =>
    account.act(`dismiss ${playId}`, client.dismissPlay(playId, reason), () =>
      onFeedback({ playId, rank, sentence: PLAYS.dismissed(name, PLAYS.reasons[reason]) }),
    );
  return (
    <Inline gap="small">
      <StartPlay playId={playId} label={PLAYS.start(rank)} isPrimary={leads} account={account} client={client} />
      <Dropdown buttonText={PLAYS.snooze(rank)} variant="transparent" disabled={isBusy}>
        {SNOOZE_DAYS.map((days) => (
          <Dropdown.ButtonItem key={days} onClick={() => snooze(days)}>
            {PLAYS.days(days)}
          </Dropdown.ButtonItem>
        ))}
      </Dropdown>
      <Dropdown buttonText={PLAYS.dismiss(rank)} variant="transparent" disabled={isBusy}>
        {DISMISS_REASONS.map((reason) => (
          <Dropdown.ButtonItem key={reason} onClick={() => dismiss(reason)}>
            {PLAYS.reasons[reason]}
          </Dropdown.ButtonItem>
        ))}
      </Dropdown>
    </Inline>
  );
}
