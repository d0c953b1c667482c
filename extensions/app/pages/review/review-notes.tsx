import { Button, Flex, Form, Heading, Inline, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { AskedButton } from 'roundtable-ui/asked-button.tsx';
import { typing } from 'roundtable-ui/typing.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { Reviewed, ReviewClient } from './review-client.ts';
import type { ReviewNoteData, ReviewState } from './review-data.ts';
import { NOTES } from './review-texts.ts';

/** Drafts: a new note under its account and week (`newNoteOf`), a change of a note under the note's id. */
export interface Drafts {
  texts: ReadonlyMap<string, Draft>;
  /** `null` discards it. */
  write: (id: string, text: string | null) => void;
}

export interface Draft {
  text: string;
  /** Request ids: the same one as long as the text stays the same, so that a note whose answer was lost is saved once. */
  requestId: string;
}

/** The key of a new note: a draft of this week is neither shown nor sent in another. */
export function newNoteOf({ companyId, week }: Reviewed): string {
  return `${week} ${companyId}`;
}

/** Whether a new note on an account is written and not kept. */
export function isUnkept({ texts }: Drafts, of: Reviewed): boolean {
  return (texts.get(newNoteOf(of))?.text.trim() ?? '') !== '';
}

interface NotesProps {
  notes: readonly ReviewNoteData[];
  drafts: Drafts;
  of: Reviewed;
  client: ReviewClient;
  actions: Actions<ReviewState>;
}

/** The field for a new note; going on saves it. */
export function NewNote({ drafts, of }: Pick<NotesProps, 'drafts' | 'of'>) {
  const id = newNoteOf(of);
  return (
    <TextArea
      label={NOTES.new}
      description={NOTES.about}
      name="note"
      rows={2}
      value={drafts.texts.get(id)?.text ?? ''}
      {...typing((text) => drafts.write(id, text))}
    />
  );
}

/** What the team noted on an account, newest first. */
export function ReviewNotes({ notes, ...given }: NotesProps) {
  if (notes.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{NOTES.title}</Heading>
      {notes.map((note) => (
        <Note key={note.noteId} note={note} {...given} />
      ))}
    </Flex>
  );
}

interface NoteFormProps extends Pick<NotesProps, 'actions'> {
  /** Of the action, and of the field. */
  name: string;
  text: string;
  setText: (text: string) => void;
  onSubmit: () => void;
  onCancel: () => void;
}

/** A note as it is being changed. */
function NoteForm({ name, text, setText, onSubmit, onCancel, actions }: NoteFormProps) {
  const { busy } = actions;
  const isEmpty = text.trim() === '';
  return (
    <Form
      preventDefault
      onSubmit={() => {
        if (!isEmpty) onSubmit();
      }}
    >
      <Flex direction="column" gap="xs">
        <TextArea label={NOTES.changed.label} name={name} rows={2} value={text} {...typing(setText)} />
        <Inline gap="small">
          <LoadingButton type="submit" loading={busy === name} disabled={busy !== null || isEmpty}>
            {NOTES.changed.submit}
          </LoadingButton>
          <Button onClick={() => onCancel()}>{NOTES.cancel}</Button>
        </Inline>
      </Flex>
    </Form>
  );
}

/** A note; its writer changes it in place, and removing takes a second click. */
function Note({ note, drafts, of, client, actions }: Omit<NotesProps, 'notes'> & { note: ReviewNoteData }) {
  const { noteId, text: kept, mayEdit, mayRemove } = note;
  const draft = drafts.texts.get(noteId)?.text ?? null;
  const setDraft = (written: string | null): void => drafts.write(noteId, written);
  const [isLeaving, setIsLeaving] = useState(false);
  if (draft !== null) {
    const save = (): void =>
      actions.act(`edit ${noteId}`, client.editNote(of, noteId, draft.trim()), () => setDraft(null));
    return (
      <NoteForm
        {...{ actions }}
        name={`edit ${noteId}`}
        text={draft}
        setText={setDraft}
        onSubmit={save}
        onCancel={() => setDraft(null)}
      />
    );
  }
  const remove = (): void => actions.act('remove', client.removeNote(of, noteId));
  return (
    <Flex direction="column" gap="flush">
      <Text>{kept}</Text>
      <Inline gap="small" align="center">
        <Text variant="microcopy">{NOTES.by(note)}</Text>
        {mayEdit ? (
          <Button size="xs" variant="transparent" disabled={actions.busy !== null} onClick={() => setDraft(kept)}>
            {NOTES.edit}
          </Button>
        ) : null}
        {mayRemove ? (
          <AskedButton
            words={NOTES.removal}
            isAsked={isLeaving}
            setIsAsked={setIsLeaving}
            isBusy={actions.busy !== null}
            onYes={remove}
          />
        ) : null}
      </Inline>
    </Flex>
  );
}
