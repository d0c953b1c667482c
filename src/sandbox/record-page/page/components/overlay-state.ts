import { createContext } from 'react';

/** Links a component with its `overlay`: a tooltip opens on hover, a modal or panel on click. */
export interface OverlayState {
  isPointedAt: boolean;
  isOpen: boolean;
  close: () => void;
  /** Describes the anchor; a tooltip gives this id to its bubble. */
  tooltipId: string;
}

export const OverlayContext = createContext<OverlayState | null>(null);

const requests = new EventTarget();

/** Closes the modal or panel of this id, from outside React. */
export function closeOverlay(id: string): void {
  requests.dispatchEvent(new CustomEvent('close', { detail: id }));
}

/** Opens the modal or panel of this id. */
export function openOverlay(id: string): void {
  requests.dispatchEvent(new CustomEvent('open', { detail: id }));
}

/** Calls back on requests for this id. Returns a function that unsubscribes. */
export function onOverlayRequest(id: string, callback: (action: 'open' | 'close') => void): () => void {
  const listen = (event: Event): void => {
    if ((event as CustomEvent<string>).detail === id) callback(event.type === 'open' ? 'open' : 'close');
  };
  requests.addEventListener('open', listen);
  requests.addEventListener('close', listen);
  return () => {
    requests.removeEventListener('open', listen);
    requests.removeEventListener('close', listen);
  };
}
