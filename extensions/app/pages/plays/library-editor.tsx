import {
  Button,
  Flex,
  Form,
  Heading,
  Inline,
  Input,
  LoadingButton,
  Select,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import { toOptions } from 'roundtable-ui/to-options.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { LibraryPageData, ListedText, ShownText, TextData } from './library-data.ts';
import { judgePlace, keyOfIndustry, listIndustryChoices, toTextData, type Wanted } from './library-fit.ts';
import { LIBRARY, MAP, SHOWN } from './library-texts.ts';
import { MergeFields } from './merge-fields.tsx';
import type { PlaysClient } from './plays-client.ts';
import { STAGES } from 'roundtable-ui/condition-words.ts';
import { CHANNELS, EDITOR, listAims } from './plays-texts.ts';

interface TextEditorProps {
  client: PlaysClient;
  data: LibraryPageData;
  actions: Actions<LibraryPageData>;
  /** `null`: one that is added. */
  text: ListedText | null;
  /** Where one that is added is wanted. */
  place: Wanted;
  onClose: () => void;
}

/** The form in which an admin writes a text of the library. */
export function TextEditor({ client, data, actions, text, place, onClose }: TextEditorProps) {
  const [draft, setDraft] = useState<TextData>(() => (text === null ? newText(place) : toTextData(text)));
  const change = (part: Partial<TextData>): void => setDraft({ ...draft, ...part });
  const save = (): void => actions.act('text', client.saveText(text, draft, data.sample), onClose);
  const isFilled = draft.title.trim() !== '' && draft.text.trim() !== '';
  return (
    <Form onSubmit={save} preventDefault>
      <Flex direction="column" gap="small">
        <Heading>{text === null ? headNew(data, place) : LIBRARY.headingOf(text.title)}</Heading>
        <Input
          label={LIBRARY.title}
          name="title"
          required
          value={draft.title}
          {...typing((title) => change({ title }))}
        />
        <Keys draft={draft} change={change} data={data} held={text?.industry ?? place.industry} />
        <TextArea
          label={EDITOR.text}
          name="text"
          required
          rows={6}
          value={draft.text}
          {...typing((typed) => change({ text: typed }))}
        />
        <MergeFields names={data.mergeFields} />
        <Trial client={client} data={data} draft={draft} />
        <Inline gap="small">
          <LoadingButton type="submit" variant="primary" disabled={!isFilled} loading={actions.busy !== null}>
            {EDITOR.save}
          </LoadingButton>
          <Button onClick={() => onClose()}>{EDITOR.cancel}</Button>
        </Inline>
        {isFilled ? null : <Text variant="microcopy">{LIBRARY.toFill}</Text>}
      </Flex>
    </Form>
  );
}

/** What is written so far, as it would read at the account the library is shown for. */
function Trial({ client, data, draft }: Pick<TextEditorProps, 'client' | 'data'> & { draft: TextData }) {
  const [shown, setShown] = useState<ShownText | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { sample } = data;
  if (sample === null) return null;
  const account = data.samples.find(({ value }) => value === sample)?.label ?? '';
  const show = async (): Promise<void> => {
    setProblem(null);
    try {
      setShown(await client.tryText(draft, sample));
    } catch (failure) {
      setProblem((failure as Error).message);
    }
  };
  return (
    <Flex direction="column" gap="xs">
      <Inline>
        <Button size="small" disabled={draft.text.trim() === ''} onClick={() => void show()}>
          {SHOWN.try}
        </Button>
      </Inline>
      {problem === null ? null : <Text>{problem}</Text>}
      {shown === null ? null : (
        <Tile compact>
          <Text>{shown.text}</Text>
          <Text variant="microcopy">{SHOWN.note(shown, account)}</Text>
        </Tile>
      )}
    </Flex>
  );
}

interface KeysProps {
  draft: TextData;
  change: (part: Partial<TextData>) => void;
  data: LibraryPageData;
  /** The industry it had when it was opened. */
  held: string | null;
}

function Keys({ draft, change, data, held }: KeysProps) {
  return (
    <>
      <Select
        label={LIBRARY.role}
        name="role"
        options={orAny(listAims(data.roles))}
        value={draft.role ?? ''}
        onChange={(value) => change({ role: orNull(value) })}
      />
      <Select
        label={LIBRARY.stage}
        name="stage"
        options={orAny(toOptions(STAGES))}
        value={draft.stage ?? ''}
        onChange={(value) => change({ stage: orNull(value) })}
      />
      <Select
        label={LIBRARY.industry}
        name="industry"
        description={LIBRARY.industryHelp}
        options={orAny(listIndustryChoices(data, held))}
        value={keyOfIndustry(draft.industry)}
        onChange={(value) => change({ industry: orNull(value) })}
      />
      <Select
        label={MAP.channel}
        name="channel"
        options={toOptions(CHANNELS)}
        value={draft.channel}
        onChange={(channel) => change({ channel: String(channel) })}
      />
    </>
  );
}

/** The options, and that any will do. */
function orAny(options: LibraryPageData['roles']): LibraryPageData['roles'] {
  return [{ value: '', label: LIBRARY.any }, ...options];
}

function orNull(value: unknown): string | null {
  return value === '' ? null : String(value);
}

/** What is written: what there is not yet, where it is for a role at a stage. */
function headNew({ texts, roles }: LibraryPageData, place: Wanted): string {
  const role = roles.find(({ value }) => value === place.role)?.label;
  const stage = STAGES[place.stage as keyof typeof STAGES];
  if (role === undefined || stage === undefined) return LIBRARY.newHeading;
  return LIBRARY.placeHeading(judgePlace(texts, place).standing, { role, stage, industry: place.industry });
}

function newText({ role, stage, industry, channel }: Wanted): TextData {
  const isPlace = role !== null || stage !== null || industry !== null;
  const keys = { role: isPlace ? role : 'DECISION_MAKER', stage, industry, channel: channel ?? 'email' };
  return { ...keys, title: '', text: '', archived: false };
}
