import { Button, Checkbox, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Unsaved } from './saving.tsx';

interface KindsFormProps<Kind extends string> {
  /** Begins the names of the fields: `note` makes `note-tiers`. */
  name: string;
  words: {
    kinds: readonly { kind: Kind; label: string; description: string }[];
    save: string;
    cancel: string;
  };
  chosen: Readonly<Record<Kind, boolean>>;
  mayChange: boolean;
  isBusy: boolean;
  /** What saving would do, where any kind stays on or none. */
  describeEffect: (isOn: boolean) => string;
  save: (chosen: Record<Kind, boolean>, onDone: () => void) => void;
}

/** Which kinds of events are told of; says what a change would do before it is saved. */
export function KindsForm<Kind extends string>(props: KindsFormProps<Kind>) {
  const { name, words, chosen, mayChange, isBusy, describeEffect, save } = props;
  const [draft, setDraft] = useState<Record<Kind, boolean> | null>(null);
  const shown = draft ?? chosen;
  const isChanged = words.kinds.some(({ kind }) => shown[kind] !== chosen[kind]);
  return (
    <>
      {words.kinds.map(({ kind, label, description }) => (
        <Checkbox
          key={kind}
          name={`${name}-${kind}`}
          checked={shown[kind]}
          readOnly={!mayChange}
          description={description}
          onChange={(checked) => setDraft({ ...shown, [kind]: checked })}
        >
          {label}
        </Checkbox>
      ))}
      {isChanged ? (
        <>
          <Unsaved />
          <Text>{describeEffect(words.kinds.some(({ kind }) => shown[kind]))}</Text>
        </>
      ) : null}
      {mayChange ? (
        <Inline gap="small">
          <LoadingButton
            variant="primary"
            disabled={!isChanged}
            loading={isBusy}
            onClick={() => save(shown, () => setDraft(null))}
          >
            {words.save}
          </LoadingButton>
          {isChanged ? <Button onClick={() => setDraft(null)}>{words.cancel}</Button> : null}
        </Inline>
      ) : null}
    </>
  );
}
