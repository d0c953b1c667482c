import { Button, Inline, StatusTag } from '@hubspot/ui-extensions';
import React, { useState } from 'react';

/** Copies a text to the clipboard; HubSpot's `copyTextToClipboard`. */
export type Copy = (text: string) => Promise<void>;

interface CopyButtonProps {
  /** If HubSpot gives none, there is no button. */
  copy: Copy | undefined;
  /** Builds the text when it is copied. */
  text: () => string;
  words: { copy: string; copied: string; notCopied: string };
  size?: 'sm' | 'md';
}

/** Copies a text, and says whether the browser allowed it. */
export function CopyButton({ copy, text, words, size = 'md' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  if (copy === undefined) return null;
  const run = async (): Promise<void> => {
    try {
      await copy(text());
      setOutcome('copied');
    } catch {
      setOutcome('notCopied');
    }
  };
  return (
    <Inline gap="small" align="center">
      <Button size={size} onClick={() => void run()}>
        {words.copy}
      </Button>
      {outcome === null ? null : (
        <StatusTag variant={outcome === 'copied' ? 'success' : 'warning'}>{words[outcome]}</StatusTag>
      )}
    </Inline>
  );
}
