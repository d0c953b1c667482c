import { Select, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { SequenceChoice } from './plays-data.ts';
import { SEQUENCE } from './plays-texts.ts';

interface SequencePickerProps {
  name: string;
  held: SequenceChoice | null;
  load: () => Promise<SequenceChoice[]>;
  onPick: (sequence: SequenceChoice) => void;
}

/** One of the sequences that the admin sees in HubSpot. */
export function SequencePicker({ name, held, load, onPick }: SequencePickerProps) {
  const { data, problem } = useLoaded(load);
  if (problem !== null) return <Text>{`${SEQUENCE.unreadable} ${problem.message}`}</Text>;
  if (data === null) return <Text>{SEQUENCE.reading}</Text>;
  // One that was deleted, or that only a colleague sees, stays as it was chosen.
  const known = held === null || data.some(({ id }) => id === held.id) ? data : [held, ...data];
  if (known.length === 0) return <Text>{SEQUENCE.none}</Text>;
  const pick = (id: string): void => {
    const chosen = known.find((each) => each.id === id);
    if (chosen !== undefined) onPick(chosen);
  };
  return (
    <Select
      label={SEQUENCE.label}
      name={name}
      required
      placeholder={SEQUENCE.choose}
      description={SEQUENCE.help}
      options={known.map(({ id, name: label }) => ({ label, value: id }))}
      {...(held === null ? {} : { value: held.id })}
      onChange={(value) => pick(String(value))}
    />
  );
}
