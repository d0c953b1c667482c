import { Button, LoadingButton } from '@hubspot/ui-extensions';
import React from 'react';

interface AskedButtonProps {
  /** What is asked for, what does it for good, and what leaves it. */
  words: { ask: string; yes: string; no: string };
  isAsked: boolean;
  setIsAsked: (isAsked: boolean) => void;
  isBusy: boolean;
  onYes: () => void;
}

/** A small button that destroys on a second click elsewhere: where the first was, a double click finds the way back. */
export function AskedButton({ words, isAsked, setIsAsked, isBusy, onYes }: AskedButtonProps) {
  if (!isAsked) {
    return (
      <Button size="xs" variant="transparent" disabled={isBusy} onClick={() => setIsAsked(true)}>
        {words.ask}
      </Button>
    );
  }
  return (
    <>
      <Button size="xs" onClick={() => setIsAsked(false)}>
        {words.no}
      </Button>
      <LoadingButton size="xs" variant="destructive" loading={isBusy} onClick={onYes}>
        {words.yes}
      </LoadingButton>
    </>
  );
}
