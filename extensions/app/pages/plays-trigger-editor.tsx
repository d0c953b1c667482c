import { Button, Flex, Heading, Inline, NumberInput, Select, TextArea } from '@hubspot/ui-extensions';
import React from 'react';
import { fieldsOf } from './plays-condition-fields.ts';
import { CONDITIONS, KIND_WORDS } from './plays-condition-texts.ts';
import type { PlaysPageData } from './plays-data.ts';
import { EDITOR, toOptions } from './plays-texts.ts';
import {
  BEGINNINGS,
  kindOf,
  type Condition,
  type ConditionDraft,
  type Kind,
  type TriggerDraft,
} from './plays-trigger.ts';

interface TriggerEditorProps {
  trigger: TriggerDraft;
  roles: PlaysPageData['roles'];
  onChange: (trigger: TriggerDraft) => void;
}

/** When a play is due: conditions chosen from lists, one below the other. */
export function TriggerEditor({ trigger, roles, onChange }: TriggerEditorProps) {
  const { mode, conditions } = trigger;
  const replace = (index: number, draft: ConditionDraft): void =>
    onChange({ mode, conditions: conditions.map((held, each) => (each === index ? draft : held)) });
  return (
    <Flex direction="column" gap="small">
      <Heading>{EDITOR.trigger}</Heading>
      {conditions.length < 2 ? null : (
        <Select
          label={EDITOR.mode}
          name="mode"
          options={[
            { value: 'all', label: EDITOR.all },
            { value: 'any', label: EDITOR.any },
          ]}
          value={mode}
          onChange={(value) => onChange({ mode: value as 'all' | 'any', conditions })}
        />
      )}
      {conditions.map((draft, index) => (
        <Inline key={index} gap="small" align="end">
          <ConditionEditor draft={draft} index={index} roles={roles} onChange={(changed) => replace(index, changed)} />
          {conditions.length === 1 ? null : (
            <Button
              size="small"
              variant="transparent"
              onClick={() => onChange({ mode, conditions: conditions.filter((_, each) => each !== index) })}
            >
              {EDITOR.remove}
            </Button>
          )}
        </Inline>
      ))}
      <Inline>
        <Button
          size="small"
          onClick={() => onChange({ mode, conditions: [...conditions, { form: BEGINNINGS.score_min }] })}
        >
          {EDITOR.addCondition}
        </Button>
      </Inline>
    </Flex>
  );
}

interface ConditionEditorProps {
  draft: ConditionDraft;
  index: number;
  roles: PlaysPageData['roles'];
  onChange: (draft: ConditionDraft) => void;
}

function ConditionEditor({ draft, index, roles, onChange }: ConditionEditorProps) {
  const kind = 'form' in draft ? kindOf(draft.form) : 'written';
  const begin = (next: Kind): void => {
    if (next !== 'written') return onChange({ form: BEGINNINGS[next] });
    onChange({ written: 'form' in draft ? JSON.stringify(draft.form) : draft.written });
  };
  return (
    <>
      <Select
        label={`${EDITOR.condition} ${index + 1}`}
        name={`kind-${index}`}
        options={toOptions(KIND_WORDS)}
        value={kind}
        onChange={(value) => begin(value as Kind)}
      />
      {'written' in draft ? (
        <TextArea
          label={CONDITIONS.written}
          name={`written-${index}`}
          rows={3}
          value={draft.written}
          onChange={(written) => onChange({ written })}
          onInput={(written) => onChange({ written })}
        />
      ) : (
        <Fields form={draft.form} index={index} roles={roles} onChange={(form) => onChange({ form })} />
      )}
    </>
  );
}

interface FieldsProps {
  form: Condition;
  index: number;
  roles: PlaysPageData['roles'];
  onChange: (form: Condition) => void;
}

function Fields({ form, index, roles, onChange }: FieldsProps) {
  const words = Object.fromEntries(roles.map(({ value, label }) => [value, label]));
  return fieldsOf(form, words, onChange).map((field) =>
    'words' in field ? (
      <Select
        key={field.label}
        label={field.label}
        name={`${field.label}-${index}`}
        options={toOptions(field.words)}
        value={field.value}
        onChange={(value) => field.set(String(value))}
      />
    ) : (
      <NumberInput
        key={field.label}
        label={field.label}
        name={`${field.label}-${index}`}
        value={field.value}
        onChange={(value) => field.set(value)}
      />
    ),
  );
}
