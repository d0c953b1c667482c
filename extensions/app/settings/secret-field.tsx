import { Flex, TextArea } from '@hubspot/ui-extensions';
import React from 'react';
import { CopyButton, type Copy } from 'roundtable-ui/copy-button.tsx';
import { COPYING } from './texts.ts';

/** A line of a field is as wide, where there is room. */
const COLUMNS = 80;

interface SecretFieldProps {
  name: string;
  label: string;
  value: string;
  copy: Copy | undefined;
}

/** What is shown this once, in a field that shows all of it, with a button that copies it. */
export function SecretField({ name, label, value, copy }: SecretFieldProps) {
  return (
    <Flex direction="column" gap="extra-small" align="stretch">
      <TextArea name={name} label={label} value={value} rows={2} cols={COLUMNS} resize="none" readOnly />
      <CopyButton copy={copy} text={() => value} words={COPYING} size="sm" />
    </Flex>
  );
}
