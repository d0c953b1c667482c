import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ModelPreview } from '../../domain/model/preview-model.ts';
import type { PreviewMessage, Seating } from './preview-worker.ts';

/** Where the accounts of a preview are seated and compared: of 20,000 that takes longer than a card may wait. */
export interface PreviewThread {
  tell: (message: Extract<PreviewMessage, { kind: 'accounts' | 'stages' }>) => void;
  seat: (message: Extract<PreviewMessage, { kind: 'seat' }>) => Promise<Seating>;
  compare: () => Promise<ModelPreview>;
  close: () => Promise<void>;
}

/** Starts a thread that scores for a preview; `close` it. One question at a time: `seat` and `compare` reject where the thread fails. */
export function openPreviewThread(): PreviewThread {
  const worker = new Worker(new URL('preview-worker.ts', import.meta.url), { execArgv: [] });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
  const tell = (message: PreviewMessage): void => worker.postMessage(message);
  const ask = async <Answer>(message: PreviewMessage): Promise<Answer> => {
    const answered = once(worker, 'message') as Promise<[Answer]>;
    tell(message);
    return (await answered)[0];
  };
  return {
    tell,
    seat: (message) => ask<Seating>(message),
    compare: () => ask<ModelPreview>({ kind: 'compare' }),
    close: async () => void (await worker.terminate()),
  };
}
