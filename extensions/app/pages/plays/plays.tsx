import { Alert, Button, Flex, Heading, Inline, Text } from '@hubspot/ui-extensions';
import React, { useEffect, useMemo, useState } from 'react';
import type { App } from 'roundtable-ui/call-app.ts';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Library } from './library.tsx';
import { LIBRARY } from './library-texts.ts';
import { createPlaysClient, type PlaysClient } from './plays-client.ts';
import { PlayDetail } from './plays-detail.tsx';
import { UnsavedEdits } from './plays-drafts.tsx';
import { PlayEditor } from './plays-editor.tsx';
import { ImportPlays } from './plays-import.tsx';
import { Proposal } from './plays-proposal.tsx';
import { PlaysTable } from './plays-table.tsx';
import { Failure } from './plays-failure.tsx';
import { PLAYS } from './plays-texts.ts';
import type { ViewProps } from './view-props.ts';

/** Ten minutes in all. */
const LOOK_AGAIN_MS = 10_000;
const MOST_LOOKS = 60;

/** The library of plays: what is recommended, what came of it here, and what to change about it. */
export function PlaysPage({ app }: { app: App }) {
  const client = useMemo(() => createPlaysClient(app, () => crypto.randomUUID()), [app]);
  return <Plays client={client} />;
}

type Shown = { view: 'list' | 'import' | 'add' | 'library' } | { view: 'play' | 'edit'; playId: string };

export function Plays({ client, lookAgainMs = LOOK_AGAIN_MS }: { client: PlaysClient; lookAgainMs?: number }) {
  const loaded = useLoaded(client.read);
  const actions = useActions(loaded.replace);
  const [shown, show] = useState<Shown>({ view: 'list' });
  const isLooking = shown.view === 'list' || shown.view === 'play';
  const isWaiting = isLooking && loaded.data?.isCounting === true && actions.busy === null;
  useLookAgain(isWaiting, client, loaded.reload, lookAgainMs);
  // What was read stays where it cannot be read again.
  const problem = loaded.data === null ? loaded.problem : null;
  return (
    <Loading loaded={{ ...loaded, problem }} reading={PLAYS.reading} unreadable={PLAYS.unreadable}>
      {(data) => (
        <Flex direction="column" gap="medium">
          {data.mayChange || shown.view === 'library' ? null : (
            <Alert title={PLAYS.readOnly} variant="info">
              {PLAYS.whoMay(data.whoMay)}
            </Alert>
          )}
          {shown.view === 'add' || shown.view === 'edit' ? null : <Failure actions={actions} />}
          <View client={client} data={data} actions={actions} shown={shown} show={show} onReload={loaded.reload} />
        </Flex>
      )}
    </Loading>
  );
}

/** Asks now and then whether something is still being counted, and reads the page again once it is not; a failed look is followed by the next. */
function useLookAgain(isWaiting: boolean, { isCounting }: PlaysClient, reload: () => void, everyMs: number): void {
  useEffect(() => {
    if (!isWaiting) return undefined;
    let [looks, isLeft] = [0, false];
    let timer: ReturnType<typeof setTimeout>;
    const lookLater = (): void => {
      timer = setTimeout(() => void look(), everyMs);
    };
    const look = async (): Promise<void> => {
      looks += 1;
      const isStill = await isCounting().catch(() => true);
      if (isLeft) return;
      if (!isStill) reload();
      if (looks < MOST_LOOKS) lookLater();
    };
    lookLater();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [isWaiting, isCounting, reload, everyMs]);
}

interface ShownProps extends ViewProps {
  shown: Shown;
  show: (shown: Shown) => void;
  onReload: () => void;
}

function View({ client, data, actions, shown, show, onReload }: ShownProps) {
  const toList = (): void => show({ view: 'list' });
  if (shown.view === 'import') {
    const close = (): void => {
      onReload();
      toList();
    };
    return <ImportPlays client={client} onClose={close} />;
  }
  if (shown.view === 'library') return <Library client={client} onClose={toList} />;
  if (shown.view === 'add') {
    return <PlayEditor client={client} data={data} actions={actions} play={null} onClose={toList} />;
  }
  const play = 'playId' in shown ? data.plays.find(({ playId }) => playId === shown.playId) : undefined;
  if (play === undefined) return <AllPlays client={client} data={data} actions={actions} show={show} />;
  const toPlay = (): void => show({ view: 'play', playId: play.playId });
  if (shown.view === 'edit') {
    return <PlayEditor client={client} data={data} actions={actions} play={play} onClose={toPlay} />;
  }
  const edit = (): void => show({ view: 'edit', playId: play.playId });
  return <PlayDetail client={client} data={data} actions={actions} play={play} onBack={toList} onEdit={edit} />;
}

function AllPlays({ client, data, actions, show }: ViewProps & Pick<ShownProps, 'show'>) {
  const proposed = data.plays.filter(({ observed }) => observed.retire !== null);
  const lead = data.mayChange ? PLAYS.lead(proposed.length, data.drafts.length) : null;
  return (
    <>
      <Flex direction="column" gap="flush">
        <Heading>{PLAYS.title}</Heading>
        {lead === null ? null : <Text format={{ fontWeight: 'demibold' }}>{lead}</Text>}
        <Text>{PLAYS.about}</Text>
        {data.mayChange ? <Text variant="microcopy">{PLAYS.whoMay(data.whoMay)}</Text> : null}
      </Flex>
      <UnsavedEdits
        client={client}
        data={data}
        actions={actions}
        onGoOn={(playId) => show(playId === null ? { view: 'add' } : { view: 'edit', playId })}
      />
      {proposed.map((play, index) => (
        <Proposal key={play.playId} client={client} data={data} actions={actions} play={play} isFirst={index === 0} />
      ))}
      <Inline gap="small">
        {data.mayChange ? <Button onClick={() => show({ view: 'add' })}>{PLAYS.add}</Button> : null}
        {data.mayChange ? <Button onClick={() => show({ view: 'import' })}>{PLAYS.importPast}</Button> : null}
        <Button onClick={() => show({ view: 'library' })}>{LIBRARY.open}</Button>
      </Inline>
      <PlaysTable client={client} data={data} actions={actions} onOpen={(playId) => show({ view: 'play', playId })} />
    </>
  );
}
