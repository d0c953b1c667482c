import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { EXPORTED_TABLES, readRows } from '../../../src/storage/portal/export-rows.ts';
import { upsertSignals } from '../../../src/storage/mirror/signals.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { PRIMARY_COMPANY, startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
  await app.call('/api/settings/signals-key', {
    method: 'POST',
    body: { requestId: 'a-key-to-be-kept', label: 'Radar' },
  });
});
afterAll(() => app.stop());

const ask = (userEmail = 'ava@vendor.example') =>
  app.call('/api/settings/export', { method: 'POST', body: {}, userEmail });
async function download(): Promise<{ headers: Headers; lines: Json[]; text: string }> {
  const { body } = await ask();
  const response = await fetch(body.url);
  const text = await response.text();
  return {
    headers: response.headers,
    text,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

describe('the export of everything', () => {
  test('has a line for every row of every table that is held of the portal', async () => {
    const { headers, lines } = await download();
    expect(headers.get('content-disposition')).toBe(`attachment; filename=roundtable-${app.portalId}.jsonl`);
    expect(lines[0]).toMatchObject({ roundtable: 1, portalId: app.portalId });
    const rows = lines.slice(1, -1);
    expect(lines.at(-1)).toEqual({ end: true, rows: rows.length });
    const tables = new Set(rows.map(({ table }) => table));
    for (const table of ['companies', 'contacts', 'account_scores', 'models', 'audit_log', 'signal_keys', 'portals']) {
      expect(tables).toContain(table);
    }
    const names = rows.filter(({ table }) => table === 'companies').map(({ row }) => row.name);
    expect(names).toEqual(['Acme', 'Bolt', 'Cold', 'Tiny']);
    expect(rows.every(({ row }) => row.portal_id === app.portalId)).toBe(true);
  });

  test('has no token and no secret', async () => {
    const { text, lines } = await download();
    expect(EXPORTED_TABLES).not.toContain('grants');
    const key = lines.find(({ table }) => table === 'signal_keys');
    expect(Object.keys(key.row).toSorted()).toEqual([
      'created_at',
      'created_by',
      'key_id',
      'label',
      'last_used_at',
      'portal_id',
    ]);
    for (const secret of ['access_token', 'refresh_token', '"secret"']) expect(text).not.toContain(secret);
  });

  test('goes on through every page of a table, each row once', async () => {
    const signals = Array.from({ length: 2_500 }, (_, index) => ({
      signalId: `s-${index}`,
      companyId: '101',
      source: 'G2',
      topic: 'erp',
      strength: 50,
      occurredAt: Date.now() - index * 1_000,
    }));
    const { kysely } = app.context.db;
    await upsertSignals(kysely, app.portalId, signals);
    const ids: string[] = [];
    for await (const rows of readRows(kysely, app.portalId, 'signals')) {
      ids.push(...rows.map((row) => JSON.parse(row).signal_id));
    }
    expect(ids.toSorted()).toEqual(signals.map(({ signalId }) => signalId).toSorted());
  });

  test('is an admin’s, and the audit log says whose', async () => {
    expect((await ask('ben@vendor.example')).status).toBe(403);
    const [entry] = await listAudit(app.context.db.kysely, app.portalId, 1);
    expect(entry).toMatchObject({ actor: 'ava@vendor.example', action: 'everything exported' });
  });

  test.each(['accounts', 'contacts'])(
    'by pages of %s is an admin’s too, and the audit log has each page',
    async (what) => {
      const path = `/api/settings/export/${what}`;
      expect((await app.call(path, { userEmail: 'ben@vendor.example' })).status).toBe(403);
      expect((await app.call(path, { userEmail: 'ava@vendor.example' })).body[what].length).toBeGreaterThan(0);
      const [entry] = await listAudit(app.context.db.kysely, app.portalId, 1);
      expect(entry).toMatchObject({ actor: 'ava@vendor.example', action: `${what} exported` });
    },
  );

  test('opens by its own link alone, and for ten minutes', async () => {
    const { url } = (await ask()).body;
    const other = new URL(url);
    other.searchParams.set('portal', String(app.portalId + 1));
    expect((await fetch(other)).status).toBe(401);
    const { now } = app.context;
    app.context.now = () => Date.now() + 601_000;
    expect((await fetch(url)).status).toBe(401);
    app.context.now = now;
    expect((await fetch(url)).status).toBe(200);
  });

  test('breaks off where the database fails, and the log alone says why', async () => {
    const { body } = await ask();
    const logged = vi.spyOn(app.context.log, 'error').mockImplementation(() => undefined);
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const table = EXPORTED_TABLES.at(-1);
    await app.context.db.executeSql(`alter table ${table} rename to not_there`);
    try {
      const response = await fetch(body.url);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      await expect(response.text()).rejects.toThrow(TypeError);
      expect(logged).toHaveBeenCalledWith(
        expect.objectContaining({ path: '/download/everything.jsonl' }),
        'answer broke off',
      );
      expect(printed).not.toHaveBeenCalled();
    } finally {
      await app.context.db.executeSql(`alter table not_there rename to ${table}`);
      vi.restoreAllMocks();
    }
  });

  test('after a merge and an erasure has the survivor once, and nothing of the person', async () => {
    const person = { email: 'quentin.farrow@bolt.example', firstname: 'Quentin', lastname: 'Farrow' };
    const id = app.users.create('contacts', { ...person, jobtitle: 'Chief Executive Officer' });
    app.users.link(['contacts', id], ['companies', '102'], PRIMARY_COMPANY);
    await app.settle();
    expect((await download()).text).toContain(person.email);
    app.users.erase(id);
    const survivor = app.users.merge('companies', '102', '103');
    await app.settle();
    const { text, lines } = await download();
    for (const trace of [person.email, 'Quentin', 'Farrow']) expect(text).not.toContain(trace);
    const idsIn = (wanted: string): string[] =>
      lines.filter(({ table }) => table === wanted).map(({ row }) => row.company_id);
    for (const table of ['companies', 'account_scores']) {
      expect(idsIn(table).filter((each) => ['102', '103', survivor].includes(each))).toEqual([survivor]);
    }
    expect(lines.at(-1)).toEqual({ end: true, rows: lines.length - 2 });
  });
});
