import { StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { SAVING } from './texts.ts';

/** Beside a Save button, while what is on the screen differs from what is kept. */
export function Unsaved() {
  return <StatusTag variant="warning">{SAVING.unsaved}</StatusTag>;
}

/** Under a control that acts at once, after it did; nothing before. */
export function Saved({ isShown }: { isShown: boolean }) {
  return isShown ? <Text variant="microcopy">{SAVING.saved}</Text> : null;
}
