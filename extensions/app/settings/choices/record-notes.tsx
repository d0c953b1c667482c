import { Alert, Flex, Heading, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData } from './choices-data.ts';
import { ChoicesFrame } from './choices-frame.tsx';
import { NOTES } from './record-notes-texts.ts';
import { KindsForm } from '../kinds-form.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { ToDo } from '../to-do.tsx';

/** What Roundtable notes on the company record in HubSpot; each kind by itself, all off by default. */
export function RecordNotesTab({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {(choices, actions) => <Chooser client={client} choices={choices} actions={actions} />}
    </ChoicesFrame>
  );
}

interface ChooserProps {
  client: SettingsClient;
  choices: ChoicesData;
  actions: Actions<ChoicesData>;
}

function Chooser({ client, choices, actions }: ChooserProps) {
  const { recordNotes, notes, mayChange } = choices;
  const isOn = Object.values(recordNotes).includes(true);
  return (
    <Flex direction="column" gap="small">
      <ToDo mayChange={mayChange} words={NOTES.toDo(isOn)} />
      <Heading>{NOTES.title}</Heading>
      {mayChange ? <Text>{NOTES.explain}</Text> : null}
      <KindsForm
        name="note"
        words={NOTES}
        chosen={recordNotes}
        mayChange={mayChange}
        isBusy={actions.busy !== null}
        describeEffect={(isOn) => (isOn ? NOTES.ifSaved(notes) : NOTES.ifOff)}
        save={(chosen, onDone) => actions.act('notes', () => client.chooseRecordNotes(chosen), onDone)}
      />
      <Report choices={choices} />
    </Flex>
  );
}

function Report({ choices: { notes, recordNotes } }: { choices: ChoicesData }) {
  const isOn = Object.values(recordNotes).includes(true);
  return (
    <>
      {isOn || notes.written > 0 ? <Text variant="microcopy">{NOTES.week(notes)}</Text> : null}
      {notes.held === 0 ? null : (
        <Alert title={NOTES.held.title(notes)} variant="warning">
          {NOTES.held.text(notes)}
        </Alert>
      )}
      {notes.failed === 0 ? null : (
        <Alert title={NOTES.failed.title(notes)} variant="warning">
          {NOTES.failed.text}
        </Alert>
      )}
    </>
  );
}
