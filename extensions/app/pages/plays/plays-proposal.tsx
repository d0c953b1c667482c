import { Alert, Button, Flex, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { ListedPlay } from './plays-data.ts';
import { RETIRE } from './plays-texts.ts';
import type { ViewProps } from './view-props.ts';

/** A play that does worse than leaving it: it is switched off, or kept for a time. */
export function Proposal({ client, data, actions, play, isFirst }: ViewProps & { play: ListedPlay; isFirst: boolean }) {
  const retire = (): void => actions.act(`retire ${play.playId}`, client.switchPlay(play.playId, false));
  return (
    <Alert title={RETIRE.title(play.edit.name)} variant="warning">
      <Flex direction="column" gap="small">
        <Text>{RETIRE.why(play.observed)}</Text>
        {data.mayChange ? (
          <Inline gap="small">
            <Button
              size="small"
              variant={isFirst ? 'primary' : 'secondary'}
              disabled={actions.busy !== null}
              onClick={retire}
            >
              {RETIRE.act}
            </Button>
            <KeepButton client={client} actions={actions} playId={play.playId} size="small" />
          </Inline>
        ) : null}
      </Flex>
    </Alert>
  );
}

type KeepProps = Pick<ViewProps, 'client' | 'actions'> & { playId: string; size?: 'small' };

/** Keeps a play that is proposed for retirement. */
export function KeepButton({ client, actions, playId, size }: KeepProps) {
  return (
    <Button
      {...(size === undefined ? {} : { size })}
      disabled={actions.busy !== null}
      onClick={() => actions.act(`keep ${playId}`, client.keepPlay(playId))}
    >
      {RETIRE.keep}
    </Button>
  );
}
