import type { PortalStore } from './store/portal-store.ts';
import { saveState } from './store/saved-state.ts';

export interface SavedPortal {
  /** Writes pending changes and stops. */
  close: () => Promise<void>;
}

const DEFAULT_DELAY_MS = 1000;

/** Saves the portal in its folder after every change, at most once per `delayMs`. A failed save is reported and retried with the next change. */
export function keepSaved(
  folder: string,
  store: PortalStore,
  pendingWebhooks: () => unknown,
  delayMs = DEFAULT_DELAY_MS,
): SavedPortal {
  let timer: NodeJS.Timeout | null = null;
  let saving: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    timer = null;
    saving = saving.then(() => saveState(folder, store, pendingWebhooks()));
    return saving;
  };
  const saveLater = (): void => {
    timer ??= setTimeout(() => {
      save().catch((error: unknown) => {
        saving = Promise.resolve();
        console.error(`The portal could not be saved in ${folder}:`, error);
      });
    }, delayMs);
  };
  store.onTouch(saveLater);
  return {
    close: async () => {
      if (timer) clearTimeout(timer);
      await save();
    },
  };
}
