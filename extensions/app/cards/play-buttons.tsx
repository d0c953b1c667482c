import { Dropdown, Inline, LoadingButton } from '@hubspot/ui-extensions';
import React from 'react';
import { DISMISS_REASONS, type DismissReason, type SnoozePlayRequest } from './card-data.ts';
import type { PlayTileProps } from './play-tile.tsx';

const SNOOZE_DAYS: readonly SnoozePlayRequest['days'][] = [7, 14, 30];
const REASON_WORDS: Record<DismissReason, string> = {
  not_relevant: 'Does not fit this account',
  already_doing: 'We do this already',
  wrong_person: 'Wrong person',
  bad_timing: 'Bad timing',
  other: 'Another reason',
};

type PlayButtonsProps = Pick<PlayTileProps, 'play' | 'rank' | 'account' | 'client' | 'onFeedback'>;

/** Start, snooze or dismiss one play. */
export function PlayButtons({ play, rank, account, client, onFeedback }: PlayButtonsProps) {
  const { playId, name } = play;
  const isBusy = account.busy !== null;
  const start = `start ${playId}`;
  const snooze = (days: SnoozePlayRequest['days']): void =>
    account.act(`snooze ${playId}`, client.snoozePlay(playId, days), () =>
      onFeedback({ playId, rank, sentence: `"${name}" is put off for ${days} days` }),
    );
  const dismiss = (reason: DismissReason): void =>
    account.act(`dismiss ${playId}`, client.dismissPlay(playId, reason), () =>
      onFeedback({ playId, rank, sentence: `"${name}" is taken off: ${REASON_WORDS[reason].toLowerCase()}` }),
    );
  return (
    <Inline gap="small">
      <LoadingButton
        variant={rank === 1 ? 'primary' : 'secondary'}
        loading={account.busy === start}
        disabled={isBusy}
        onClick={() => account.act(start, client.startPlay(playId))}
      >
        Start play
      </LoadingButton>
      <Dropdown buttonText="Snooze" variant="transparent" disabled={isBusy}>
        {SNOOZE_DAYS.map((days) => (
          <Dropdown.ButtonItem key={days} onClick={() => snooze(days)}>
            {`${days} days`}
          </Dropdown.ButtonItem>
        ))}
      </Dropdown>
      <Dropdown buttonText="Not useful" variant="transparent" disabled={isBusy}>
        {DISMISS_REASONS.map((reason) => (
          <Dropdown.ButtonItem key={reason} onClick={() => dismiss(reason)}>
            {REASON_WORDS[reason]}
          </Dropdown.ButtonItem>
        ))}
      </Dropdown>
    </Inline>
  );
}
