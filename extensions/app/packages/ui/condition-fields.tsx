import { Accordion, Input, NumberInput, Select, ToggleGroup } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { typing } from './typing.ts';
import { join, readAt, writeAt, type ConditionFault } from './condition-draft.ts';
import type { Kind } from './condition-kind.ts';
import { listFields, type Condition, type Field, type Place } from './condition-kinds.ts';
import { CONDITION } from './condition-words.ts';
import { toOptions } from './to-options.ts';

interface FieldsProps {
  form: Condition;
  kind: Kind;
  place: Place;
  faults: readonly ConditionFault[];
  path: string;
  number: string;
  onChange: (form: Condition) => void;
}

/** The fields of one condition, each with its error. */
export function ConditionFields({ form, kind, place, faults, path, number, onChange }: FieldsProps) {
  return listFields(kind, form, place).map((field) => {
    const at = join(path, field.path.join('.'));
    const problem = faults.find((fault) => fault.path === at || fault.path.startsWith(`${at}.`))?.problem;
    return (
      <OneField
        key={field.path.join('.')}
        field={field}
        place={place}
        name={`${field.path.join('.')}-${number}`}
        value={readAt(form, field.path)}
        problem={problem}
        onChange={(value) => onChange(change(form, field, value))}
      />
    );
  });
}

/** Another kind of value needs other fields, so the adjacent fields are reset. */
function change(form: Condition, field: Field, value: unknown): Condition {
  const begin = field.as === 'choice' ? field.begin?.[String(value)] : undefined;
  return begin === undefined ? writeAt(form, field.path, value) : writeAt(form, field.path.slice(0, -1), begin);
}

interface OneFieldProps {
  field: Field;
  place: Place;
  name: string;
  value: unknown;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}

function OneField({ field, place, name, value, problem, onChange }: OneFieldProps) {
  const wrong = problem === undefined ? {} : { error: true, validationMessage: problem };
  const shown = { label: field.label, name, ...wrong };
  switch (field.as) {
    case 'choice':
      return (
        <Select {...shown} options={toOptions(field.words)} value={String(value)} onChange={(each) => onChange(each)} />
      );
    case 'choices':
      return <ChoicesField shown={shown} field={field} value={value} onChange={onChange} />;
    case 'number': {
      const factor = field.isPercent === true ? 100 : 1;
      return (
        <NumberInput
          {...shown}
          {...(typeof value === 'number' ? { value: Math.round(value * factor * 100) / 100 } : {})}
          onChange={(given: number | undefined) => onChange(toNumber(given, factor))}
        />
      );
    }
    case 'day':
      return (
        <Input
          {...shown}
          placeholder={CONDITION.dateExample}
          value={typeof value === 'string' ? value : ''}
          onChange={(date) => onChange(date.trim())}
        />
      );
    case 'property':
      return <PropertyField shown={shown} properties={place.properties} value={String(value)} onChange={onChange} />;
    default:
      return <WordsField shown={shown} value={value} onChange={onChange} />;
  }
}

type Choices = Extract<Field, { as: 'choices' }>;

/** A choice of several options; a long optional list stays collapsed. */
function ChoicesField({ shown, field, value, onChange }: ShownProps & { field: Choices; value: unknown }) {
  const chosen = (Array.isArray(value) ? value : []).map(String);
  const { isOptional = false } = field;
  const list = (
    <ToggleGroup
      {...shown}
      toggleType="checkboxList"
      inline
      options={toOptions(field.words)}
      value={chosen}
      onChange={(words) => onChange(toChoices(words, isOptional))}
    />
  );
  if (!isOptional) return list;
  return (
    <Accordion title={field.label} size="sm" defaultOpen={chosen.length > 0}>
      {list}
    </Accordion>
  );
}

function toChoices(chosen: readonly string[], isOptional: boolean): (string | number)[] | undefined {
  if (isOptional && chosen.length === 0) return undefined;
  return chosen.map((each) => (/^\d+$/.test(each) ? Number(each) : each));
}

/** A cleared number is absent. */
function toNumber(given: number | undefined, factor: number): number | undefined {
  if (given === undefined || Number.isNaN(given)) return undefined;
  return factor === 1 ? given : Math.round(given) / factor;
}

interface ShownProps {
  shown: { label: string; name: string; error?: boolean; validationMessage?: string };
  onChange: (value: unknown) => void;
}

function PropertyField({
  shown,
  properties,
  value,
  onChange,
}: ShownProps & { properties: Place['properties']; value: string }) {
  const options = toOptions(Object.hasOwn(properties, value) ? properties : { [value]: value, ...properties });
  return <Select {...shown} options={options} value={value} onChange={(name) => onChange(name)} />;
}

/** Keeps what is typed as it is, even a trailing comma. */
function WordsField({ shown, value, onChange }: ShownProps & { value: unknown }) {
  const [typed, setTyped] = useState(() => (Array.isArray(value) ? value.join(', ') : ''));
  const take = (text: string): void => {
    setTyped(text);
    const words = text.split(/[,;]/).flatMap((word) => word.trim() || []);
    onChange(words.length === 0 ? undefined : words);
  };
  return <Input {...shown} description={CONDITION.separated} value={typed} {...typing(take)} />;
}
