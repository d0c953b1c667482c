import { Alert, Button, Flex, Heading, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { LibraryPageData, ListedText } from './library-data.ts';
import { TextEditor } from './library-editor.tsx';
import { toTextData, type Wanted } from './library-fit.ts';
import { LibraryList } from './library-list.tsx';
import { LibraryMap } from './library-map.tsx';
import { MostWanted } from './library-most-wanted.tsx';
import { UnusedTexts } from './library-unused.tsx';
import { LIBRARY } from './library-texts.ts';
import type { PlaysClient } from './plays-client.ts';
import { Failure } from './plays-failure.tsx';
import { PLAYS } from './plays-texts.ts';

/** The texts plays draw from: which combinations have one, and how each reads at an account. */
export function Library({ client, onClose }: { client: PlaysClient; onClose: () => void }) {
  const [sample, setSample] = useState<string | null>(null);
  const loaded = useLoaded(useCallback(() => client.readTexts(sample), [client, sample]));
  const actions = useActions(loaded.replace);
  return (
    <Flex direction="column" gap="medium">
      <Inline>
        <Button size="small" onClick={() => onClose()}>
          {PLAYS.back}
        </Button>
      </Inline>
      <Flex direction="column" gap="flush">
        <Heading>{LIBRARY.heading}</Heading>
        <Text>{LIBRARY.about}</Text>
      </Flex>
      <Failure actions={actions} />
      <Loading loaded={loaded} reading={LIBRARY.reading} unreadable={LIBRARY.unreadable}>
        {(data) => <Texts client={client} data={data} actions={actions} onSample={setSample} />}
      </Loading>
    </Flex>
  );
}

interface TextsProps {
  client: PlaysClient;
  data: LibraryPageData;
  actions: Actions<LibraryPageData>;
  onSample: (companyId: string) => void;
}

const ALL: Wanted = { role: null, stage: null, industry: null, channel: 'email' };

function Texts({ client, data, actions, onSample }: TextsProps) {
  const [wanted, setWanted] = useState(ALL);
  /** The text that is written; `new` for one that is added. */
  const [open, setOpen] = useState<ListedText | 'new' | null>(null);
  /** The text that was taken out last. */
  const [gone, setGone] = useState<ListedText | null>(null);
  const change = (part: Partial<Wanted>): void => setWanted({ ...wanted, ...part });
  const write = (text: ListedText, archived: boolean): void => {
    const save = client.saveText(text, { ...toTextData(text), archived }, data.sample);
    actions.act(`archive ${text.textId}`, save, () => setGone(archived ? text : null));
  };
  const writeFor = (place: Wanted): void => {
    setWanted(place);
    setOpen('new');
  };
  if (open !== null) {
    const text = open === 'new' ? null : open;
    const close = (): void => setOpen(null);
    return <TextEditor client={client} data={data} actions={actions} text={text} place={wanted} onClose={close} />;
  }
  return (
    <>
      <Notes data={data} isBusy={actions.busy !== null} gone={gone} onUndo={(text) => write(text, false)} />
      {data.mayChange && wanted.role === null && wanted.stage === null ? (
        <MostWanted data={data} onWrite={writeFor} />
      ) : null}
      <LibraryMap data={data} wanted={wanted} onChange={change} onWrite={() => setOpen('new')} />
      <LibraryList
        data={data}
        actions={actions}
        wanted={wanted}
        onAll={() => change({ role: null, stage: null })}
        onSample={onSample}
        onWrite={setOpen}
        onArchive={(text) => write(text, true)}
      />
      <UnusedTexts data={data} actions={actions} onUse={(text) => write(text, false)} />
    </>
  );
}

interface NotesProps {
  data: LibraryPageData;
  isBusy: boolean;
  gone: ListedText | null;
  onUndo: (text: ListedText) => void;
}

/** Who may change the library, and what was taken out of it last. */
function Notes({ data, isBusy, gone, onUndo }: NotesProps) {
  return (
    <>
      {data.mayChange ? null : (
        <Alert title={PLAYS.readOnly} variant="info">
          {PLAYS.whoMay(data.whoMay)}
        </Alert>
      )}
      {gone === null ? null : (
        <Alert title={LIBRARY.takenOut(gone)} variant="success">
          <Inline>
            <LoadingButton size="sm" loading={isBusy} onClick={() => onUndo(gone)}>
              {LIBRARY.undo}
            </LoadingButton>
          </Inline>
        </Alert>
      )}
    </>
  );
}
