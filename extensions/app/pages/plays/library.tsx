import { Alert, Button, Flex, Heading, Inline, Text, Tile } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { LibraryPageData, ListedText } from './library-data.ts';
import { TextEditor } from './library-editor.tsx';
import { describeFit, describeRatings, LIBRARY } from './library-texts.ts';
import type { PlaysClient } from './plays-client.ts';
import { Failure } from './plays-failure.tsx';
import { CHANNELS, PLAYS } from './plays-texts.ts';

/** The texts plays draw from, by whom they are for, with what reps said of them. */
export function Library({ client, onClose }: { client: PlaysClient; onClose: () => void }) {
  const loaded = useLoaded(client.readTexts);
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
        {(data) => <Texts client={client} data={data} actions={actions} />}
      </Loading>
    </Flex>
  );
}

interface TextsProps {
  client: PlaysClient;
  data: LibraryPageData;
  actions: Actions<LibraryPageData>;
}

function Texts({ client, data, actions }: TextsProps) {
  /** The text that is written; `new` for one that is added. */
  const [open, setOpen] = useState<ListedText | 'new' | null>(null);
  if (open !== null) {
    const text = open === 'new' ? null : open;
    return <TextEditor client={client} data={data} actions={actions} text={text} onClose={() => setOpen(null)} />;
  }
  return (
    <>
      {data.mayChange ? (
        <Inline>
          <Button onClick={() => setOpen('new')}>{LIBRARY.add}</Button>
        </Inline>
      ) : (
        <Alert title={PLAYS.readOnly(data.askWhom)} variant="info" />
      )}
      {data.texts.length === 0 ? <Text>{LIBRARY.none}</Text> : null}
      {data.texts.map((text) => (
        <Tile key={text.textId} compact>
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{text.title}</Text>
            <Text variant="microcopy">
              {`${describeFit(text, data.roles)} · ${CHANNELS[text.channel as keyof typeof CHANNELS]} · ${describeRatings(text)}`}
            </Text>
            <Text>{text.text}</Text>
            {data.mayChange ? (
              <Inline gap="small">
                <Button size="extra-small" onClick={() => setOpen(text)}>
                  {LIBRARY.edit}
                </Button>
                <Button
                  size="extra-small"
                  disabled={actions.busy !== null}
                  onClick={() => actions.act(`archive ${text.textId}`, client.archiveText(text))}
                >
                  {LIBRARY.archive}
                </Button>
              </Inline>
            ) : null}
          </Flex>
        </Tile>
      ))}
    </>
  );
}
