import type { ModelPreview } from '../../domain/model/preview-model.ts';
import { openThread } from './open-thread.ts';
import type { PreviewMessage, Seating } from './preview-worker.ts';

/** Where the accounts of a preview are seated and compared: of 20,000 that takes longer than a card may wait. */
export interface PreviewThread {
  post: (message: Extract<PreviewMessage, { kind: 'accounts' | 'stages' }>) => void;
  seat: (message: Extract<PreviewMessage, { kind: 'seat' }>) => Promise<Seating>;
  compare: () => Promise<ModelPreview>;
  close: () => Promise<void>;
}

/**
 * Starts a thread that scores for a preview; `close` it. One question at a time: `seat` and `compare` reject where the
 * thread has failed, also between two questions.
 */
export function openPreviewThread(): PreviewThread {
  const { post, receive, close } = openThread<PreviewMessage>(new URL('preview-worker.ts', import.meta.url));
  const ask = <Answer>(message: PreviewMessage): Promise<Answer> => {
    const answer = receive<Answer>();
    post(message);
    return answer;
  };
  return {
    post,
    seat: (message) => ask<Seating>(message),
    compare: () => ask<ModelPreview>({ kind: 'compare' }),
    close,
  };
}
