import { Alert, Button, Checkbox, Flex, Heading, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData, RecordNotes } from './choices-data.ts';
import { ChoicesFrame } from './choices-frame.tsx';
import { NOTES } from './record-notes-texts.ts';
import type { SettingsClient } from '../settings-client.ts';

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

/** Says what a change would do before it is saved. */
function Chooser({ client, choices, actions }: ChooserProps) {
  const { recordNotes, notes, mayChange } = choices;
  const [draft, setDraft] = useState<RecordNotes | null>(null);
  const shown = draft ?? recordNotes;
  const isChanged = NOTES.kinds.some(({ kind }) => shown[kind] !== recordNotes[kind]);
  const isOn = NOTES.kinds.some(({ kind }) => shown[kind]);
  const save = (): void =>
    actions.act(
      'notes',
      () => client.chooseRecordNotes(shown),
      () => setDraft(null),
    );
  return (
    <Flex direction="column" gap="small">
      <Heading>{NOTES.title}</Heading>
      {NOTES.kinds.map(({ kind, label, description }) => (
        <Checkbox
          key={kind}
          name={`note-${kind}`}
          checked={shown[kind]}
          readOnly={!mayChange}
          description={description}
          onChange={(checked) => setDraft({ ...shown, [kind]: checked })}
        >
          {label}
        </Checkbox>
      ))}
      {isChanged ? (
        <>
          <Text>{isOn ? NOTES.ifSaved(notes) : NOTES.ifOff}</Text>
          <Inline gap="small">
            <LoadingButton variant="primary" loading={actions.busy !== null} onClick={save}>
              {NOTES.save}
            </LoadingButton>
            <Button onClick={() => setDraft(null)}>{NOTES.cancel}</Button>
          </Inline>
        </>
      ) : null}
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
