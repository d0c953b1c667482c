import type { App } from 'roundtable-ui/call-app.ts';
import type { ReviewData, ReviewQuery, ReviewState, ReviewTasks } from './review-data.ts';

/** An account in a week. */
export interface Reviewed {
  companyId: string;
  week: string;
}

/** The requests of the weekly review. Every change may be sent twice. */
export interface ReviewClient {
  read: (query: ReviewQuery) => Promise<ReviewData>;
  /** The state of the tasks of plays in HubSpot. */
  readTasks: (query: ReviewQuery) => Promise<ReviewTasks>;
  mark: (of: Reviewed, reviewed: boolean) => () => Promise<ReviewState>;
  /** One note per request id, however often it is sent. */
  note: (of: Reviewed, text: string, requestId: string) => () => Promise<ReviewState>;
  editNote: (of: Reviewed, noteId: string, text: string) => () => Promise<ReviewState>;
  removeNote: (of: Reviewed, noteId: string) => () => Promise<ReviewState>;
}

/** A review as it is shown. */
export interface Reviewing {
  data: ReviewData;
  /** `null` while HubSpot is asked. */
  tasks: ReviewTasks | null;
  now: number;
}

export function createReviewClient(app: App): ReviewClient {
  const ask = (action: string, body: Record<string, unknown>): (() => Promise<ReviewState>) => {
    const request = { ...body, requestId: crypto.randomUUID() };
    return () => app.send(`/api/review/${action}`, request);
  };
  return {
    read: (query) => app.read(`/api/review?${new URLSearchParams({ ...query })}`),
    readTasks: (query) => app.read(`/api/review/tasks?${new URLSearchParams({ ...query })}`),
    mark: (of, reviewed) => ask('mark', { ...of, reviewed }),
    note: (of, text, requestId) => () => app.send('/api/review/note', { ...of, text, requestId }),
    editNote: (of, noteId, text) => ask('note/edit', { ...of, noteId, text }),
    removeNote: (of, noteId) => ask('note/remove', { ...of, noteId }),
  };
}
