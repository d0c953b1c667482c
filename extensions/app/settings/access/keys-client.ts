import type { App } from 'roundtable-ui/call-app.ts';
import type { ExportLink } from './export-data.ts';
import type { AuditWanted, AuditData, AutoApply, KeysData, Right } from './keys-data.ts';

/** Requests about rights, and about the audit log. */
export interface KeysClient {
  read: () => Promise<KeysData>;
  give: (email: string, right: Right) => Promise<KeysData>;
  take: (email: string, right: Right) => Promise<KeysData>;
  chooseAutoApply: (autoApply: AutoApply) => Promise<KeysData>;
  /** With `alike`, what a row gave as its range: each of the entries it stands for. */
  readAudit: (before: string | null, wanted: AuditWanted, alike?: string) => Promise<AuditData>;
  /** A URL from which everything found can be downloaded as CSV for ten minutes. */
  linkAudit: (wanted: AuditWanted) => Promise<ExportLink>;
}

export function createKeysClient(app: App): KeysClient {
  const path = '/api/settings';
  return {
    read: () => app.read(`${path}/keys`),
    give: (email, right) => app.send(`${path}/keys/give`, { email, right }),
    take: (email, right) => app.send(`${path}/keys/take`, { email, right }),
    chooseAutoApply: (autoApply) => app.send(`${path}/keys/auto-apply`, { ...autoApply }),
    readAudit: (before, { text, actions }, alike = '') =>
      app.read(
        `${path}/audit?before=${before ?? ''}&text=${encodeURIComponent(text)}&actions=${encodeURIComponent(actions.join('|'))}&alike=${alike}`,
      ),
    linkAudit: ({ text, actions }) => app.send(`${path}/audit/export-link`, { text, actions: actions.join('|') }),
  };
}
