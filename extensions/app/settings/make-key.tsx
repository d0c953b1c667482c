import { Flex, Form, Inline, Input, LoadingButton } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import { KEY_NAME } from './texts.ts';

interface MakeKeyProps {
  /** Of the field. */
  name: string;
  words: { name: string; nameHint: string; make: string };
  isMaking: boolean;
  /** Makes a key of that name, and calls `done` once it is made. */
  onMake: (label: string, done: () => void) => void;
}

/** Makes a key under a name, so that everybody knows later which one to revoke. */
export function MakeKey({ name, words, isMaking, onMake }: MakeKeyProps) {
  const [written, setWritten] = useState('');
  const label = written.trim();
  const isTooLong = label.length > KEY_NAME.most;
  const canMake = label !== '' && !isTooLong;
  return (
    <Form
      preventDefault
      onSubmit={() => {
        if (canMake) onMake(label, () => setWritten(''));
      }}
    >
      <Flex direction="column" gap="small">
        <Input
          name={name}
          label={words.name}
          description={words.nameHint}
          value={written}
          error={isTooLong}
          validationMessage={isTooLong ? KEY_NAME.tooLong : ''}
          required
          {...typing(setWritten)}
        />
        <Inline>
          <LoadingButton type="submit" disabled={!canMake} loading={isMaking}>
            {words.make}
          </LoadingButton>
        </Inline>
      </Flex>
    </Form>
  );
}
