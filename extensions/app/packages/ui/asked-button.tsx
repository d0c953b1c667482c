import { Button, LoadingButton } from '@hubspot/ui-extensions';
import React from 'react';

interface AskedButtonProps {
  /** The label, the confirmation, and cancel. */
  words: { ask: string; yes: string; no: string };
  isAsked: boolean;
  setIsAsked: (isAsked: boolean) => void;
  isBusy: boolean;
  onYes: () => void;
}

/**
 * A small destructive button, confirmed by a click in another place: a double click hits
 * the cancel button.
 */
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
