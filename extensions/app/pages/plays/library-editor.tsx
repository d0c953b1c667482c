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
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { toOptions } from 'roundtable-ui/to-options.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { LibraryPageData, ListedText, TextData } from './library-data.ts';
import { LIBRARY } from './library-texts.ts';
import type { PlaysClient } from './plays-client.ts';
import { STAGES } from 'roundtable-ui/condition-words.ts';
import { CHANNELS, EDITOR, listAims } from './plays-texts.ts';

interface TextEditorProps {
  client: PlaysClient;
  data: LibraryPageData;
  actions: Actions<LibraryPageData>;
  /** `null`: one that is added. */
  text: ListedText | null;
  onClose: () => void;
}

const NEW_TEXT: TextData = {
  role: 'DECISION_MAKER',
  stage: null,
  industry: null,
  channel: 'email',
  title: '',
  text: '',
  archived: false,
};

/** The form in which an admin writes a text of the library. */
export function TextEditor({ client, data, actions, text, onClose }: TextEditorProps) {
  const [draft, setDraft] = useState<TextData>(() => (text === null ? NEW_TEXT : toData(text)));
  const change = (part: Partial<TextData>): void => setDraft({ ...draft, ...part });
  const save = (): void => actions.act('text', client.saveText(text?.textId ?? null, draft), onClose);
  return (
    <Form onSubmit={save} preventDefault>
      <Flex direction="column" gap="small">
        <Heading>{LIBRARY.headingOf(text?.title ?? null)}</Heading>
        <Input
          label={LIBRARY.title}
          name="title"
          required
          value={draft.title}
          onChange={(title) => change({ title })}
          onInput={(title) => change({ title })}
        />
        <Keys draft={draft} change={change} roles={data.roles} />
        <TextArea
          label={EDITOR.text}
          name="text"
          rows={6}
          value={draft.text}
          onChange={(typed) => change({ text: typed })}
          onInput={(typed) => change({ text: typed })}
        />
        <Text variant="microcopy">{EDITOR.fields(data.mergeFields)}</Text>
        <Inline gap="small">
          <LoadingButton type="submit" variant="primary" loading={actions.busy !== null}>
            {EDITOR.save}
          </LoadingButton>
          <Button onClick={() => onClose()}>{EDITOR.cancel}</Button>
        </Inline>
      </Flex>
    </Form>
  );
}

interface KeysProps {
  draft: TextData;
  change: (part: Partial<TextData>) => void;
  roles: LibraryPageData['roles'];
}

function Keys({ draft, change, roles }: KeysProps) {
  return (
    <>
      <Select
        label={LIBRARY.role}
        name="role"
        options={orAny(listAims(roles))}
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
      <Input
        label={LIBRARY.industry}
        name="industry"
        description={LIBRARY.industryHelp}
        value={draft.industry ?? ''}
        onChange={(value) => change({ industry: orNull(value) })}
        onInput={(value) => change({ industry: orNull(value) })}
      />
      <Select
        label={EDITOR.channel}
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

/** What is written of a listed text. */
export function toData({ role, stage, industry, channel, title, text }: ListedText): TextData {
  return { role, stage, industry, channel, title, text, archived: false };
}
