import { Button, Flex, Inline, Select, Text, TextArea, Tile } from '@hubspot/ui-extensions';
import React from 'react';
import { typing } from './typing.ts';
import {
  fromGroup,
  join,
  NEW_DRAFT,
  pathOfPart,
  type ConditionFault,
  type Draft,
  type Group,
  type How,
} from './condition-draft.ts';
import { ConditionFields } from './condition-fields.tsx';
import type { Kind } from './condition-kind.ts';
import { BEGINNINGS, kindOf, KINDS_OF, type Place } from './condition-kinds.ts';
import { CONDITION, KIND_WORDS } from './condition-words.ts';
import { toOptions } from './to-options.ts';

/** Levels of groups that can be added; deeper ones are hard to read, but existing ones are kept. */
const OFFERED_DEPTH = 3;

interface GroupEditorProps {
  group: Group;
  place: Place;
  faults: readonly ConditionFault[];
  onChange: (group: Group) => void;
  /** The path of the group in the whole condition, and its number; the whole condition if not given. */
  path?: string;
  number?: string;
  depth?: number;
}

/** Conditions chosen from lists, one below the other, in groups of which all, one or none must hold. */
export function ConditionEditor(props: GroupEditorProps) {
  const { group, place, faults, onChange, path = '', number = '', depth = 1 } = props;
  const { how, parts } = group;
  const put = (index: number, changed: Draft | null): void =>
    onChange({ how, parts: parts.flatMap((held, at) => (at === index ? (changed ?? []) : [held])) });
  const add = (draft: Draft): void => onChange({ how, parts: [...parts, draft] });
  return (
    <Flex direction="column" gap="small">
      <Select
        label={CONDITION.how}
        name={`how${number}`}
        options={toOptions(CONDITION.hows)}
        value={how}
        onChange={(value) => onChange({ how: value as How, parts })}
      />
      {parts.map((draft, index) => (
        <Tile key={`${index} of ${parts.length}`} compact>
          <Part
            draft={draft}
            place={place}
            faults={faults}
            path={pathOfPart(group, path, index)}
            number={number === '' ? String(index + 1) : `${number}.${index + 1}`}
            depth={depth}
            onChange={(changed) => put(index, changed)}
            onRemove={parts.length === 1 ? null : () => put(index, null)}
          />
        </Tile>
      ))}
      <Inline gap="small">
        <Button size="small" onClick={() => add(NEW_DRAFT)}>
          {CONDITION.add}
        </Button>
        {depth >= OFFERED_DEPTH ? null : (
          <Button size="small" onClick={() => add({ how: 'any', parts: [NEW_DRAFT, NEW_DRAFT] })}>
            {CONDITION.addGroup}
          </Button>
        )}
      </Inline>
    </Flex>
  );
}

interface PartProps {
  draft: Draft;
  place: Place;
  faults: readonly ConditionFault[];
  path: string;
  number: string;
  depth: number;
  onChange: (draft: Draft) => void;
  /** `null` for the last one. */
  onRemove: (() => void) | null;
}

function Part(props: PartProps) {
  const { draft, place, faults, path, number, depth, onChange, onRemove } = props;
  return (
    <Flex direction="column" gap="small">
      {'how' in draft ? (
        <ConditionEditor
          group={draft}
          place={place}
          faults={faults}
          path={path}
          number={number}
          depth={depth + 1}
          onChange={onChange}
        />
      ) : (
        <Leaf draft={draft} place={place} faults={faults} path={path} number={number} onChange={onChange} />
      )}
      {onRemove === null ? null : (
        <Inline>
          <Button size="small" variant="transparent" onClick={() => onRemove()}>
            {CONDITION.remove}
          </Button>
        </Inline>
      )}
    </Flex>
  );
}

interface LeafProps extends Pick<PartProps, 'place' | 'faults' | 'path' | 'number'> {
  draft: Exclude<Draft, Group>;
  onChange: (draft: Draft) => void;
}

function Leaf({ draft, place, faults, path, number, onChange }: LeafProps) {
  const kind = 'form' in draft ? kindOf(draft.form, place) : null;
  const kinds = KINDS_OF[place.of].map((value) => ({ value, label: KIND_WORDS[value] }));
  const offered = kind === null ? [...kinds, { value: 'written', label: KIND_WORDS.written }] : kinds;
  const own = faults.filter((fault) => fault.path === path || (kind === null && fault.path.startsWith(join(path, ''))));
  return (
    <Flex direction="row" gap="small" align="end" wrap>
      <Select
        label={CONDITION.condition(number)}
        name={`kind-${number}`}
        options={offered}
        value={kind ?? 'written'}
        onChange={(value) => {
          if (value !== 'written') onChange({ form: BEGINNINGS[value as Kind] });
        }}
      />
      {'form' in draft && kind !== null ? (
        <ConditionFields
          form={draft.form}
          kind={kind}
          place={place}
          faults={faults}
          path={path}
          number={number}
          onChange={(form) => onChange({ form })}
        />
      ) : (
        <Written draft={draft} number={number} onChange={onChange} />
      )}
      {own.length === 0 ? null : (
        <Text format={{ fontWeight: 'bold' }}>{own.map(({ problem }) => problem).join('; ')}</Text>
      )}
    </Flex>
  );
}

function Written({ draft, number, onChange }: Pick<LeafProps, 'draft' | 'number' | 'onChange'>) {
  const written = 'written' in draft ? draft.written : JSON.stringify(draft.form);
  const isJson = fromGroup({ how: 'all', parts: [{ written }] }) !== null;
  return (
    <TextArea
      label={CONDITION.written}
      name={`written-${number}`}
      rows={3}
      value={written}
      error={!isJson}
      {...(isJson ? {} : { validationMessage: CONDITION.notJson })}
      {...typing((typed) => onChange({ written: typed }))}
    />
  );
}
