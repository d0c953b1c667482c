import {
  Button,
  Checkbox,
  Flex,
  Heading,
  Inline,
  Input,
  NumberInput,
  Select,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import React from 'react';
import { toOptions } from 'roundtable-ui/to-options.ts';
import type { PlayStepData } from './plays-data.ts';
import { CHANNELS, EDITOR, WORKERS } from './plays-texts.ts';

interface StepsEditorProps {
  steps: PlayStepData[];
  mergeFields: readonly string[];
  onChange: (steps: PlayStepData[]) => void;
}

const NEW_STEP: PlayStepData = { title: '', channel: 'call', who: 'owner', dueInDays: 3, text: '' };

/** The steps of a play, each with its channel, who does it, when, and its text. */
export function StepsEditor({ steps, mergeFields, onChange }: StepsEditorProps) {
  const replace = (index: number, step: PlayStepData): void =>
    onChange(steps.map((held, each) => (each === index ? step : held)));
  const remove = (index: number): void => onChange(steps.filter((_, each) => each !== index));
  return (
    <Flex direction="column" gap="small">
      <Heading>{EDITOR.steps}</Heading>
      <Text variant="microcopy">{EDITOR.fields(mergeFields)}</Text>
      {steps.map((step, index) => (
        <Tile key={index} compact>
          <Step
            step={step}
            index={index}
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
  onChange: (step: PlayStepData) => void;
  onRemove: () => void;
}

function Step({ step, index, onChange, onRemove }: StepProps) {
  const change = (part: Partial<PlayStepData>): void => onChange({ ...step, ...part });
  const name = (field: string): string => `step-${index}-${field}`;
  return (
    <Flex direction="column" gap="small">
      <Input
        label={`${index + 1}. ${EDITOR.stepTitle}`}
        name={name('title')}
        value={step.title}
        onChange={(title) => change({ title })}
        onInput={(title) => change({ title })}
      />
      <Task step={step} name={name} change={change} onRemove={onRemove} />
      <TextArea
        label={EDITOR.text}
        name={name('text')}
        rows={4}
        value={step.text}
        onChange={(text) => change({ text })}
        onInput={(text) => change({ text })}
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

interface TaskProps {
  step: PlayStepData;
  name: (field: string) => string;
  change: (part: Partial<PlayStepData>) => void;
  onRemove: () => void;
}

/** By what, by whom and when. */
function Task({ step, name, change, onRemove }: TaskProps) {
  return (
    <Inline gap="small" align="end">
      <Select
        label={EDITOR.channel}
        name={name('channel')}
        options={toOptions(CHANNELS)}
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
