import type { App } from 'roundtable-ui/call-app.ts';
import type { FirstAccounts, GuideChange, GuideData, GuideStep } from './guide-data.ts';

/** The guided start. Every change may be sent twice, and is answered with the full state. */
export interface GuideClient {
  read: () => Promise<GuideData>;
  change: (requestId: string, change: GuideChange) => Promise<GuideData>;
  settle: (told: { step: GuideStep } | { finished: 'done' | 'skipped' }) => Promise<GuideData>;
  /** The accounts of Tier 1, by rank. */
  readFirst: () => Promise<FirstAccounts>;
}

export function createGuideClient(app: App): GuideClient {
  const path = '/api/settings/guide';
  return {
    read: () => app.read(path),
    change: (requestId, change) => app.send(`${path}/change`, { requestId, change }),
    settle: (told) => app.send(`${path}/settle`, { ...told }),
    readFirst: () => app.read('/api/pages/accounts?tier=1&sort=rank'),
  };
}
