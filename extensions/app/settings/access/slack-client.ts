import type { App } from 'roundtable-ui/call-app.ts';
import type { SlackData, SlackKinds, SlackTested } from './slack-data.ts';

/** The Slack channel. Every change may be sent twice, and is answered with the full state. */
export interface SlackClient {
  read: () => Promise<SlackData>;
  connect: (url: string) => Promise<SlackData>;
  chooseKinds: (kinds: SlackKinds) => Promise<SlackData>;
  disconnect: () => Promise<SlackData>;
  /** One message per call, however often the function it returns is called. */
  prepareTest: () => () => Promise<SlackTested>;
}

export function createSlackClient(app: App): SlackClient {
  const path = '/api/settings/slack';
  return {
    read: () => app.read(path),
    connect: (url) => app.send(`${path}/connect`, { url }),
    chooseKinds: (kinds) => app.send(`${path}/kinds`, { kinds }),
    disconnect: () => app.send(`${path}/disconnect`, {}),
    prepareTest: () => {
      const request = { requestId: crypto.randomUUID() };
      return () => app.send(`${path}/test`, request);
    },
  };
}
