import { Flex, Input, Select } from '@hubspot/ui-extensions';
import React from 'react';
import { VALUE_BEGINNINGS } from 'roundtable-ui/condition-kinds.ts';
import type { Condition } from './model-data.ts';
import { NumberField, wrong } from './model-edited.tsx';
import { problemAt, type ModelFaults } from './model-faults.ts';
import { CONDITIONS, FIT_FIELDS } from './model-texts.ts';

interface ConditionProps {
  when: Condition;
  /** By their places in the condition. */
  faults: ModelFaults;
  onChange: (when: Condition) => void;
}

/** The initial condition of each kind. */
const BEGINNINGS: Record<Condition['kind'], Condition> = VALUE_BEGINNINGS;

/** A condition on the value of one company property. */
export function ConditionFields({ when, faults, onChange }: ConditionProps) {
  return (
    <Flex direction="row" gap="small" align="end" wrap>
      <Select
        label={FIT_FIELDS.kind}
        name="kind"
        value={when.kind}
        {...wrong(faults.find(({ path }) => path === '' || path === 'kind')?.problem)}
        options={Object.entries(CONDITIONS).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => onChange(BEGINNINGS[kind as Condition['kind']])}
      />
      <Details when={when} faults={faults} onChange={onChange} />
    </Flex>
  );
}

function Details({ when, faults, onChange }: ConditionProps) {
  switch (when.kind) {
    case 'range':
      return <RangeFields when={when} faults={faults} onChange={onChange} />;
    case 'oneOf':
    case 'containsAny':
      return (
        <Input
          label={FIT_FIELDS.values}
          name="values"
          value={when.values.join(', ')}
          {...wrong(problemAt(faults, 'values'))}
          onChange={(text) => onChange({ kind: when.kind, values: words(text) })}
        />
      );
    case 'known':
    case 'isTrue':
      return null;
    case 'before':
    case 'after':
      return (
        <Input
          label={FIT_FIELDS.date}
          name="date"
          placeholder={FIT_FIELDS.dateExample}
          value={when.date}
          {...wrong(problemAt(faults, 'date'))}
          onChange={(date) => onChange({ kind: when.kind, date: date.trim() })}
        />
      );
    default:
      return (
        <NumberField
          label={FIT_FIELDS.days}
          value={when.days}
          problem={problemAt(faults, 'days')}
          isReadOnly={false}
          onChange={(days) => onChange({ kind: when.kind, days })}
        />
      );
  }
}

type RangeProps = ConditionProps & { when: Extract<Condition, { kind: 'range' }> };

function RangeFields({ when, faults, onChange }: RangeProps) {
  return (
    <Flex direction="row" gap="small">
      <NumberField
        label={FIT_FIELDS.min}
        value={when.min}
        problem={problemAt(faults, 'min')}
        isReadOnly={false}
        onChange={(min) => onChange(bounds(min, when.max))}
      />
      <NumberField
        label={FIT_FIELDS.max}
        value={when.max}
        problem={problemAt(faults, 'max')}
        isReadOnly={false}
        onChange={(max) => onChange(bounds(when.min, max))}
      />
    </Flex>
  );
}

/** A bound that was emptied is open. */
function bounds(min: number | undefined, max: number | undefined): Condition {
  return { kind: 'range', ...(isGiven(min) ? { min } : {}), ...(isGiven(max) ? { max } : {}) };
}

function isGiven(bound: number | undefined): bound is number {
  return bound !== undefined && !Number.isNaN(bound);
}

function words(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
