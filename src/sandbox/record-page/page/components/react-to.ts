import type { SyntheticEvent } from 'react';
import { closeOverlay, openOverlay } from './overlay-state.ts';

/** A handler of an extension, as received from the worker: its arguments are event and reactions. */
export type Handler = (event: never, reactions: never) => void | Promise<void>;

const REACTIONS = {
  openPanel: openOverlay,
  closePanel: closeOverlay,
  openModal: openOverlay,
  closeModal: closeOverlay,
};

/** Calls an extension's handler with the part of an event that can be sent to the worker. */
export function reactTo(handler: Handler | undefined, event: SyntheticEvent, id = ''): void {
  if (handler === undefined) return;
  const { type, bubbles, timeStamp } = event;
  const call = handler as (event: object, reactions: object) => void | Promise<void>;
  void call({ type, bubbles, timeStamp, id }, REACTIONS);
}
