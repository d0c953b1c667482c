import type { App } from 'roundtable-ui/call-app.ts';
import type { ImportSignalsAnswer, SignalKey, SignalsData } from './signals-data.ts';

/** What the tab of the sources of signals asks of the app. */
export interface SignalsClient {
  readSignals: () => Promise<SignalsData>;
  /** What a table tells of intent; one table, however often what it gives is called. */
  importSignals: (table: string) => () => Promise<ImportSignalsAnswer>;
  /** Takes out what tables told of a source. */
  takeOutSignals: (source: string) => Promise<SignalsData>;
  /** One key, however often what it gives is called. */
  prepareSignalKey: (label: string) => () => Promise<SignalKey>;
  revokeSignalKey: (keyId: string) => Promise<SignalsData>;
}

export function createSignalsClient(app: App): SignalsClient {
  const path = '/api/settings';
  const once = <T>(to: string, body: Record<string, unknown>): (() => Promise<T>) => {
    const request = { ...body, requestId: crypto.randomUUID() };
    return () => app.send(`${path}/${to}`, request);
  };
  return {
    readSignals: () => app.read(`${path}/signal-sources`),
    importSignals: (table) => once('signals-table', { table }),
    takeOutSignals: (source) => app.send(`${path}/signals-table/take-out`, { source }),
    prepareSignalKey: (label) => once('signals-key', { label }),
    revokeSignalKey: (keyId) => app.send(`${path}/signals-key/revoke`, { keyId }),
  };
}
