import { Button, Flex, Inline, LoadingButton, Text, ToggleGroup } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData } from './choices-data.ts';
import type { TwoWayTexts } from './two-way-texts.ts';
import { Unsaved } from '../saving.tsx';
import { ToDo } from '../to-do.tsx';

interface TwoWayProps {
  /** Name of the inputs and of the action. */
  name: string;
  texts: TwoWayTexts;
  isOn: boolean;
  mayChange: boolean;
  actions: Actions<ChoicesData>;
  send: (isOn: boolean) => Promise<ChoicesData>;
}

/** Says what a change would do before it is saved. */
export function TwoWayChoice({ name, texts, isOn, mayChange, actions, send }: TwoWayProps) {
  const [draft, setDraft] = useState<boolean | null>(null);
  const shown: TwoWayTexts['options'][number]['value'] = (draft ?? isOn) ? 'on' : 'off';
  const isChanged = draft !== null && draft !== isOn;
  const save = (wanted: boolean): void =>
    actions.act(
      name,
      () => send(wanted),
      () => setDraft(null),
    );
  return (
    <Flex direction="column" gap="small">
      <ToDo mayChange={mayChange} words={texts.toDo} />
      <ToggleGroup
        toggleType="radioButtonList"
        name={name}
        label={texts.title}
        options={texts.options.map((option) => ({ ...option, readonly: !mayChange, readOnly: !mayChange }))}
        value={shown}
        onChange={(value) => setDraft(value === 'on')}
      />
      {isChanged ? (
        <>
          <Unsaved />
          <Text>{draft ? texts.ifOn : texts.ifOff}</Text>
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
