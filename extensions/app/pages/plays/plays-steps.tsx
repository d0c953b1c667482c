import {
  Button,
  Checkbox,
  Flex,
  Heading,
  Inline,
  Input,
  NumberInput,
  Select,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import React from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import { toOptions } from 'roundtable-ui/to-options.ts';
import { MergeFields } from './merge-fields.tsx';
import type { PlayStepData, SequenceChoice } from './plays-data.ts';
import { CHANNELS, EDITOR, SEQUENCE, WORKERS } from './plays-texts.ts';
import { SequencePicker } from './sequence-picker.tsx';

interface StepsEditorProps {
  steps: PlayStepData[];
  mergeFields: readonly string[];
  /** `null` where the account has not allowed sequences: none is offered. */
  listSequences: (() => Promise<SequenceChoice[]>) | null;
  onChange: (steps: PlayStepData[]) => void;
}

const WITH_SEQUENCE = [...toOptions(CHANNELS), { label: SEQUENCE.channel, value: 'sequence' }];

const CHARACTERS_A_ROW = 40;
const FEWEST_ROWS = 4;
const MOST_ROWS = 20;

const NEW_STEP: PlayStepData = { title: '', channel: 'call', who: 'owner', dueInDays: 3, text: '' };

/** The steps of a play, each with its channel, who does it, when, and its text. */
export function StepsEditor({ steps, mergeFields, listSequences, onChange }: StepsEditorProps) {
  const replace = (index: number, step: PlayStepData): void =>
    onChange(steps.map((held, each) => (each === index ? step : held)));
  const remove = (index: number): void => onChange(steps.filter((_, each) => each !== index));
  return (
    <Flex direction="column" gap="small">
      <Heading>{EDITOR.steps}</Heading>
      <MergeFields names={mergeFields} />
      {steps.map((step, index) => (
        <Tile key={index} compact>
          <Step
            step={step}
            index={index}
            listSequences={listSequences}
            onChange={(changed) => replace(index, changed)}
            onRemove={() => remove(index)}
          />
        </Tile>
      ))}
      <Inline>
        <Button size="small" onClick={() => onChange([...steps, NEW_STEP])}>
          {EDITOR.addStep}
        </Button>
      </Inline>
    </Flex>
  );
}

interface StepProps {
  step: PlayStepData;
  index: number;
  listSequences: StepsEditorProps['listSequences'];
  onChange: (step: PlayStepData) => void;
  onRemove: () => void;
}

function Step({ step, index, listSequences, onChange, onRemove }: StepProps) {
  const change = (part: Partial<PlayStepData>): void => onChange({ ...step, ...part });
  const name = (field: string): string => `step-${index}-${field}`;
  return (
    <Flex direction="column" gap="small">
      <Input
        label={`${index + 1}. ${EDITOR.stepTitle}`}
        name={name('title')}
        value={step.title}
        {...typing((title) => change({ title }))}
      />
      <Task
        step={step}
        name={name}
        change={(part) => onChange(withChannel({ ...step, ...part }))}
        onRemove={onRemove}
        maySequence={listSequences !== null}
      />
      {step.channel === 'sequence' && listSequences !== null ? (
        <SequencePicker
          name={name('sequence')}
          held={step.sequence ?? null}
          load={listSequences}
          onPick={(sequence) => change({ sequence })}
        />
      ) : null}
      <TextArea
        label={EDITOR.text}
        name={name('text')}
        rows={rowsOf(step.text)}
        value={step.text}
        {...typing((text) => change({ text }))}
      />
      <Checkbox
        name={name('library')}
        checked={step.fromLibrary === true}
        onChange={(fromLibrary) => change({ fromLibrary })}
      >
        {EDITOR.fromLibrary}
      </Checkbox>
    </Flex>
  );
}

/** Lines that hold the whole text in a narrow window, so that it need not be scrolled in its box. */
function rowsOf(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_ROW)), 0);
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, lines + 1));
}

/** A step of another channel names no sequence. */
function withChannel({ sequence, ...step }: PlayStepData): PlayStepData {
  return step.channel === 'sequence' && sequence !== undefined ? { ...step, sequence } : step;
}

interface TaskProps {
  maySequence: boolean;
  step: PlayStepData;
  name: (field: string) => string;
  change: (part: Partial<PlayStepData>) => void;
  onRemove: () => void;
}

/** By what, by whom and when. */
function Task({ step, name, change, onRemove, maySequence }: TaskProps) {
  return (
    <Inline gap="small" align="end">
      <Select
        label={EDITOR.channel}
        name={name('channel')}
        options={maySequence || step.channel === 'sequence' ? WITH_SEQUENCE : toOptions(CHANNELS)}
        value={step.channel}
        onChange={(channel) => change({ channel: String(channel) })}
      />
      <Select
        label={EDITOR.who}
        name={name('who')}
        options={toOptions(WORKERS)}
        value={step.who}
        onChange={(who) => change({ who: String(who) })}
      />
      <NumberInput
        label={EDITOR.due}
        name={name('due')}
        value={step.dueInDays}
        onChange={(dueInDays) => change({ dueInDays })}
      />
      <Button size="small" variant="transparent" onClick={() => onRemove()}>
        {EDITOR.remove}
      </Button>
    </Inline>
  );
}
