import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  accountExportRow,
  contactExportRow,
  type AccountExportRow,
  type ContactExportRow,
} from '../export/export-rows.ts';
import type { StandIn } from '../hubspot/stand-in.ts';

const syncState = z.looseObject({
  status: z.string(),
  steps: z.array(
    z.looseObject({ name: z.string(), label: z.string(), done: z.number(), finishedAt: z.string().nullable() }),
  ),
  accountsByTier: z.object({ '1': z.number(), '2': z.number(), '3': z.number(), none: z.number() }),
  waiting: z.looseObject({
    stale: z.number(),
    unpublished: z.number(),
    events: z.number(),
    refused: z.number(),
    runs: z.number(),
  }),
  mirrored: z.object({
    companies: z.number(),
    contacts: z.number(),
    deals: z.number(),
    activities: z.record(z.string(), z.number()),
  }),
  seats: z.array(z.object({ tier: z.number(), seats: z.number(), taken: z.number(), note: z.string().nullable() })),
});
export type SyncState = z.infer<typeof syncState>;

const signalKey = z.object({ keyId: z.string(), secret: z.string() });
export type SignalKey = z.infer<typeof signalKey>;

const accountsPage = z.object({ accounts: z.array(accountExportRow), next: z.string().nullable() });
const contactsPage = z.object({ contacts: z.array(contactExportRow), next: z.string().nullable() });

/** The app's settings API, called as a settings page in HubSpot calls it: signed by the stand-in. */
export interface AppClient {
  readSync: () => Promise<SyncState>;
  /** Requests a sync of what no webhook reports. */
  requestSync: () => Promise<void>;
  makeSignalKey: () => Promise<SignalKey>;
  /** Imports past plays; `table` in the format of the app's import. */
  importPlays: (table: string) => Promise<void>;
  listAccounts: () => Promise<AccountExportRow[]>;
  listContacts: () => Promise<ContactExportRow[]>;
}

/** Every call throws an Error naming the path and the app's answer if it fails. */
export function createAppClient(standIn: Pick<StandIn, 'forwardFetch'>, appUrl: string): AppClient {
  const call = async <T>(method: 'GET' | 'POST', path: string, schema: z.ZodType<T>, body?: object): Promise<T> => {
    const answer = await standIn.forwardFetch({ url: appUrl + path, method, body });
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`);
    return schema.parse(JSON.parse(answer.body));
  };
  const all = async <Page extends { next: string | null }, Row>(
    path: string,
    schema: z.ZodType<Page>,
    rowsOf: (page: Page) => Row[],
  ): Promise<Row[]> => {
    const rows: Row[] = [];
    let after = '';
    for (;;) {
      const page = await call('GET', `${path}?after=${after}`, schema);
      rows.push(...rowsOf(page));
      if (page.next === null) return rows;
      after = page.next;
    }
  };
  return {
    readSync: () => call('GET', '/api/settings/sync', syncState),
    requestSync: async () => {
      await call('POST', '/api/settings/sync', z.unknown());
    },
    makeSignalKey: () =>
      call('POST', '/api/settings/signals-key', signalKey, { requestId: randomUUID(), label: 'Sandbox' }),
    importPlays: async (table) => {
      await call('POST', '/api/plays/import', z.unknown(), { requestId: randomUUID(), table });
    },
    listAccounts: () => all('/api/settings/export/accounts', accountsPage, (page) => page.accounts),
    listContacts: () => all('/api/settings/export/contacts', contactsPage, (page) => page.contacts),
  };
}
