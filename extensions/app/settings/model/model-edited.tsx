import { Button, Inline, LoadingButton, NumberInput } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { MODEL } from './model-texts.ts';
import { Unsaved } from '../saving.tsx';

interface Edited<T> {
  edited: T;
  edit: (change: Partial<T>) => void;
  isChanged: boolean;
  reset: () => void;
}

/** A part of the model while it is edited: what was not saved yet stays on the screen alone. */
export function useEdited<T extends object>(held: T): Edited<T> {
  const [edited, setEdited] = useState(held);
  return {
    edited,
    edit: (change) => setEdited((before) => ({ ...before, ...change })),
    isChanged: JSON.stringify(edited) !== JSON.stringify(held),
    reset: () => setEdited(held),
  };
}

interface SaveRowProps {
  edited: Edited<object>;
  isBusy: boolean;
  onSave: () => void;
}

/** Shown once something is changed; a number that was left empty cannot be saved. */
export function SaveRow({ edited, isBusy, onSave }: SaveRowProps) {
  if (!edited.isChanged) return null;
  return (
    <Inline gap="small" align="center">
      <Unsaved />
      <LoadingButton loading={isBusy} disabled={hasGap(edited.edited)} onClick={onSave}>
        {MODEL.save}
      </LoadingButton>
      <Button onClick={() => edited.reset()}>{MODEL.cancel}</Button>
    </Inline>
  );
}

function hasGap(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasGap);
}

interface NumberFieldProps {
  label: string;
  value: number | undefined;
  onChange: (value: number) => void;
  isReadOnly: boolean;
  description?: string;
  /** What holds where nothing is given. */
  placeholder?: string;
  /** What the app said of it when it was saved. */
  problem?: string | undefined;
}

export function NumberField({
  label,
  value,
  onChange,
  isReadOnly,
  description,
  placeholder,
  problem,
}: NumberFieldProps) {
  return (
    <NumberInput
      label={label}
      name={label}
      readOnly={isReadOnly}
      {...(value === undefined || Number.isNaN(value) ? {} : { value })}
      {...(description === undefined ? {} : { description })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...wrong(problem)}
      onChange={(given: number | undefined) => onChange(given ?? Number.NaN)}
    />
  );
}

/** What an input shows of what is wrong with it. */
export function wrong(problem: string | undefined): { error?: true; validationMessage?: string } {
  return problem === undefined ? {} : { error: true, validationMessage: problem };
}

/** A share of the model, in percent; a product's noise is rounded away. */
export function ShareField({ value, onChange, problem, ...field }: NumberFieldProps & { value: number }) {
  return (
    <NumberField
      {...field}
      value={Math.round(value * 10_000) / 100}
      problem={problem === undefined ? undefined : MODEL.noShare}
      onChange={(percent) => onChange(percent / 100)}
    />
  );
}
