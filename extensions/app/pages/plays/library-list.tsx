import {
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  Input,
  Select,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { LibraryPageData, ListedText } from './library-data.ts';
import { findTexts, type Wanted } from './library-fit.ts';
import { describeFit, describeRatings, LIBRARY, LIST, SHOWN } from './library-texts.ts';
import { CHANNELS } from './plays-texts.ts';

interface ListProps {
  data: LibraryPageData;
  actions: Actions<LibraryPageData>;
  wanted: Wanted;
  /** Shows the texts for every role and stage again. */
  onAll: () => void;
  onSample: (companyId: string) => void;
  onWrite: (text: ListedText | 'new') => void;
  onArchive: (text: ListedText) => void;
}

/** The texts that may be taken for what is chosen, as they read at an account. */
export function LibraryList(props: ListProps) {
  const { data, wanted, onAll, onSample, onWrite } = props;
  const [words, setWords] = useState('');
  const found = findTexts(data.texts, wanted, words);
  const isPlace = wanted.role !== null || wanted.stage !== null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{LIST.heading(describeFit(wanted, data.roles), isPlace, found.length)}</Heading>
      <Inline gap="small">
        {data.mayChange ? (
          <Button variant={isPlace ? 'primary' : 'secondary'} onClick={() => onWrite('new')}>
            {isPlace ? LIST.write : LIBRARY.add}
          </Button>
        ) : null}
        {isPlace ? <Button onClick={() => onAll()}>{LIST.all}</Button> : null}
      </Inline>
      <Flex direction="row" gap="small" wrap="wrap">
        <Input label={LIST.find} name="find-text" value={words} {...typing(setWords)} />
        {data.sample === null ? null : (
          <Select
            label={SHOWN.label}
            name="sample"
            options={data.samples}
            value={data.sample}
            onChange={(value) => onSample(String(value))}
          />
        )}
      </Flex>
      {found.length > 0 ? null : (
        <EmptyState title={LIBRARY.none} layout="vertical">
          <Text>{LIST.noneHelp}</Text>
        </EmptyState>
      )}
      {found.map((text) => (
        <Listed key={text.textId} {...props} text={text} />
      ))}
    </Flex>
  );
}

function Listed({ data, actions, onWrite, onArchive, text }: ListProps & { text: ListedText }) {
  const { shown, ratings } = text;
  const account = data.samples.find(({ value }) => value === data.sample)?.label ?? '';
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <Inline gap="small" align="center">
          <Text format={{ fontWeight: 'demibold' }}>{text.title}</Text>
          <StatusTag variant={ratings.n === 0 ? 'default' : 2 * ratings.successes >= ratings.n ? 'success' : 'warning'}>
            {describeRatings(text)}
          </StatusTag>
        </Inline>
        <Text variant="microcopy">
          {`${describeFit(text, data.roles)} · ${CHANNELS[text.channel as keyof typeof CHANNELS]}`}
        </Text>
        <Text>{shown?.text ?? text.text}</Text>
        {shown === null ? null : <Text variant="microcopy">{SHOWN.note(shown, account)}</Text>}
        {data.mayChange ? (
          <Inline gap="small">
            <Button size="extra-small" onClick={() => onWrite(text)}>
              {LIBRARY.edit}
            </Button>
            <Button size="extra-small" disabled={actions.busy !== null} onClick={() => onArchive(text)}>
              {LIBRARY.archive}
            </Button>
          </Inline>
        ) : null}
      </Flex>
    </Tile>
  );
}
