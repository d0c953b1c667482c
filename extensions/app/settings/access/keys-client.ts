import type { App } from 'roundtable-ui/call-app.ts';
import type { AuditData, AutoApply, KeysData, Right } from './keys-data.ts';

/** Who may do what, and what was done. */
export interface KeysClient {
  read: () => Promise<KeysData>;
  give: (email: string, right: Right) => Promise<KeysData>;
  take: (email: string, right: Right) => Promise<KeysData>;
  chooseAutoApply: (autoApply: AutoApply) => Promise<KeysData>;
  /** `text`: what who, what or about has to contain; all where it is empty. */
  readAudit: (before: string | null, text: string) => Promise<AuditData>;
}

export function createKeysClient(app: App): KeysClient {
  const path = '/api/settings';
  return {
    read: () => app.read(`${path}/keys`),
    give: (email, right) => app.send(`${path}/keys/give`, { email, right }),
    take: (email, right) => app.send(`${path}/keys/take`, { email, right }),
    chooseAutoApply: (autoApply) => app.send(`${path}/keys/auto-apply`, { ...autoApply }),
    readAudit: (before, text) => app.read(`${path}/audit?before=${before ?? ''}&text=${encodeURIComponent(text)}`),
  };
}
