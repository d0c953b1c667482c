import { Button, Flex, Inline, LoadingButton, Text, ToggleGroup } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData } from './choices-data.ts';

/** The words of a choice between leaving HubSpot as it is and writing to it. */
export interface TwoWayTexts {
  title: string;
  options: readonly { value: 'leave' | 'write'; label: string; description: string }[];
  ifWritten: string;
  ifLeft: string;
  save: string;
  cancel: string;
}

interface TwoWayProps {
  /** Of the inputs, and of the action. */
  name: string;
  texts: TwoWayTexts;
  isWritten: boolean;
  mayChange: boolean;
  actions: Actions<ChoicesData>;
  send: (isWritten: boolean) => Promise<ChoicesData>;
}

/** Says what a change would do before it is saved. */
export function TwoWayChoice({ name, texts, isWritten, mayChange, actions, send }: TwoWayProps) {
  const [draft, setDraft] = useState<boolean | null>(null);
  const shown: TwoWayTexts['options'][number]['value'] = (draft ?? isWritten) ? 'write' : 'leave';
  const isChanged = draft !== null && draft !== isWritten;
  const save = (wanted: boolean): void =>
    actions.act(
      name,
      () => send(wanted),
      () => setDraft(null),
    );
  return (
    <Flex direction="column" gap="small">
      <ToggleGroup
        toggleType="radioButtonList"
        name={name}
        label={texts.title}
        options={texts.options.map((option) => ({ ...option, readonly: !mayChange, readOnly: !mayChange }))}
        value={shown}
        onChange={(value) => setDraft(value === 'write')}
      />
      {isChanged ? (
        <>
          <Text>{draft ? texts.ifWritten : texts.ifLeft}</Text>
          <Inline gap="small">
            <LoadingButton variant="primary" loading={actions.busy !== null} onClick={() => save(draft)}>
              {texts.save}
            </LoadingButton>
            <Button onClick={() => setDraft(null)}>{texts.cancel}</Button>
          </Inline>
        </>
      ) : null}
    </Flex>
  );
}
