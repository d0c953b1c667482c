import { Alert, Button, Flex, Inline, LoadingButton, StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { AskedButton } from 'roundtable-ui/asked-button.tsx';
import type { ListedPlay, PlayDraftData, PlaysPageData } from './plays-data.ts';
import type { KeptDraft } from './plays-draft.ts';
import { DRAFT, EDITOR, PLAYS } from './plays-texts.ts';
import type { ViewProps } from './view-props.ts';

/** What who looks began to write of a play and did not save; `playId: null` of one that is to be added. */
export function findDraft({ drafts }: PlaysPageData, playId: string | null): PlayDraftData | null {
  return drafts.find((draft) => draft.playId === playId) ?? null;
}

/** Every edit that is not saved, to go on with or to discard. */
export function UnsavedEdits({
  client,
  data,
  actions,
  onGoOn,
}: ViewProps & { onGoOn: (playId: string | null) => void }) {
  const [asked, setAsked] = React.useState<string | null>(null);
  return data.drafts.map(({ playId, edit, at }) => {
    const key = playId ?? 'new';
    const play = data.plays.find((each) => each.playId === playId);
    return (
      <Alert key={key} title={DRAFT.unsaved(play?.edit.name ?? null, edit.name)} variant="info">
        <Text>{DRAFT.written(at)}</Text>
        <Inline gap="small" align="center">
          <Button size="small" onClick={() => onGoOn(playId)}>
            {DRAFT.goOn}
          </Button>
          <AskedButton
            words={DRAFT.discard}
            isAsked={asked === key}
            setIsAsked={(isAsked) => setAsked(isAsked ? key : null)}
            isBusy={actions.busy !== null}
            onYes={() => actions.act(`discard ${key}`, client.discardDraft(playId))}
          />
        </Inline>
      </Alert>
    );
  });
}

/** In the form: that it is gone on with an earlier edit, and whether it can still be saved. */
export function DraftFound({ held, play }: { held: PlayDraftData | null; play: ListedPlay | null }) {
  if (held === null) return null;
  if (play !== null && play.version !== held.version) {
    return (
      <Alert title={DRAFT.outdated.title} variant="warning">
        {DRAFT.outdated.text(held.at)}
      </Alert>
    );
  }
  return (
    <Alert title={DRAFT.found} variant="info">
      {DRAFT.written(held.at)}
    </Alert>
  );
}

interface BarProps extends Pick<ViewProps, 'actions'> {
  isBegun: boolean;
  /** What saving changes, as a sentence. */
  affects: string;
}

/** At the head of the form, which is long: whether something is not saved, what saving changes, and the button. */
export function SaveBar({ actions, isBegun, affects }: BarProps) {
  return (
    <Flex direction="column" gap="xs">
      <Inline gap="small" align="center">
        <LoadingButton type="submit" variant="primary" disabled={!isBegun} loading={actions.busy !== null}>
          {EDITOR.save}
        </LoadingButton>
        <StatusTag variant={isBegun ? 'warning' : 'default'}>{isBegun ? EDITOR.unsaved : EDITOR.unchanged}</StatusTag>
      </Inline>
      <Text variant="microcopy">{affects}</Text>
    </Flex>
  );
}

interface ButtonsProps extends Pick<ViewProps, 'client' | 'actions'> {
  playId: string | null;
  kept: KeptDraft;
  /** Whether there is something that is not saved. */
  isBegun: boolean;
  onClose: () => void;
}

/** Saving, and the two ways of leaving: with what was written kept for later, or without it. */
export function EditorButtons({ client, actions, playId, kept, isBegun, onClose }: ButtonsProps) {
  const [isAsked, setIsAsked] = React.useState(false);
  const isBusy = actions.busy !== null;
  const later = (): void => actions.act('later', () => kept.finish().then(client.read), onClose);
  const discard = (): void =>
    actions.act('discard', () => kept.giveUp().then(client.discardDraft(playId)), kept.closing(onClose));
  return (
    <>
      {kept.failed === null ? null : (
        <Alert title={DRAFT.notKept} variant="warning">
          <Text>{kept.failed.message}</Text>
          <Button onClick={() => kept.failed?.retry()}>{PLAYS.retry}</Button>
        </Alert>
      )}
      <Inline gap="small" align="center">
        <LoadingButton type="submit" variant="primary" disabled={!isBegun} loading={isBusy}>
          {EDITOR.save}
        </LoadingButton>
        {isBegun ? (
          <>
            <Button disabled={isBusy} onClick={later}>
              {DRAFT.later}
            </Button>
            <AskedButton words={DRAFT.discard} {...{ isAsked, setIsAsked, isBusy }} onYes={discard} />
          </>
        ) : (
          <Button onClick={() => onClose()}>{EDITOR.cancel}</Button>
        )}
      </Inline>
      {isBegun ? <Text variant="microcopy">{DRAFT.kept}</Text> : null}
    </>
  );
}
