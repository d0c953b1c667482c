import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { readAccountCard } from '../../../src/http/cards/read-account-card.ts';
import type { HttpContext } from '../../../src/http/http-context.ts';
import { openDatabase, type Database, type DatabaseLocation } from '../../../src/storage/connection/database.ts';
import { asPortal } from '../../../src/storage/connection/tenant-scope.ts';
import { replacePropertyDefinitions } from '../../../src/storage/mirror/property-definitions.ts';
import { addPlayChoice } from '../../../src/storage/plays/play-choices.ts';
import { insertPlayRun } from '../../../src/storage/plays/play-runs.ts';
import { activateModel, getActiveModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { getPortalPlay } from '../../../src/sync/plays/portal-plays.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { changeSettings } from '../../../src/sync/settings/change-settings.ts';
import { toEdit } from '../../../src/domain/plays/portal-plays.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { startPostgres } from '../../storage/start-postgres.ts';

const AVA = 'ava@vendor.example';
const COMPANY = '101';
const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

describe('on the embedded database', () => {
  describeProcesses(() => Promise.resolve(undefined));
});
describe.skipIf(server === null)(`on PostgreSQL ${reason ?? ''}`, () => {
  describeProcesses(async () => ({ databaseUrl: (await server?.createDatabaseUrl()) ?? '' }));
});

const technologiesOf = ({ brief }: AccountCardData) => brief.find(({ topic }) => topic === 'technology')?.points;

/** What one process changes is on the card that another answers next, which held what was before. */
function describeProcesses(locate: () => Promise<DatabaseLocation | undefined>): void {
  let app: TestApp;
  let own: Database | null = null;
  let other: HttpContext;
  const inPortal = <T>(work: () => Promise<T>): Promise<T> => asPortal(app.portalId, work);
  const readByOther = () => inPortal(() => readAccountCard(other, { portalId: app.portalId, userEmail: AVA }, COMPANY));

  beforeAll(async () => {
    const location = await locate();
    app = await startTestApp(location === undefined ? {} : { database: location });
    await app.installAndSync();
    await inPortal(() => refreshPortal(app.context, app.portalId));
    own = location === undefined ? null : await openDatabase(location, { migrate: false });
    // On the embedded database no other process can be: another memory over the same session stands for it.
    other = { ...app.context, db: own ?? { ...app.context.db } };
    await readByOther();
  });
  afterAll(async () => {
    await own?.close();
    await app.stop();
  });

  test('a setting', async () => {
    expect(technologiesOf(await readByOther())).toEqual([]);
    const mapped = { property: 'industry', use: 'technographic', source: 'BuiltWith' } as const;
    await inPortal(() => changeSettings(app.context, app.portalId, { mappedProperties: [mapped] }, AVA));
    expect(technologiesOf(await readByOther())).toEqual([expect.stringContaining(': ')]);
  });

  test('the model', async () => {
    const { db } = app.context;
    const held = await inPortal(() => getActiveModel(db.kysely, app.portalId));
    const before = (await readByOther()).stage;
    const stages = held!.stage.stages.map((stage) => ({ ...stage, label: `${stage.label} anew` }));
    await inPortal(() =>
      db.transaction(async (trx) => {
        const change = { by: AVA, at: Date.now() };
        const model = { ...held!, stage: { ...held!.stage, stages } };
        const { version } = await saveModelDraft(trx, app.portalId, model, change);
        await activateModel(trx, app.portalId, version, change);
      }),
    );
    expect((await readByOther()).stage?.label).toBe(`${before?.label} anew`);
  });

  test('a play', async () => {
    const { kysely } = app.context.db;
    const run = { requestId: 'run-0001', companyId: COMPANY, playId: 'intent-spike', contactIds: [], steps: [] };
    await inPortal(() =>
      insertPlayRun(kysely, app.portalId, { ...run, startedBy: AVA, startedAt: Date.now(), stageFrom: null }),
    );
    const { play } = await inPortal(() => getPortalPlay(kysely, app.portalId, run.playId));
    expect((await readByOther()).running[0]?.name).toBe(play.name);
    const choice = { enabled: true, autoStart: [], edit: { ...toEdit(play), name: 'Strike now' } };
    const change = { playId: play.id, version: 1, choice, changedAt: Date.now(), changedBy: AVA };
    await inPortal(() => addPlayChoice(kysely, app.portalId, change));
    expect((await readByOther()).running[0]?.name).toBe('Strike now');
  });

  test('what the portal calls a role', async () => {
    const options = [{ value: 'CHAMPION', label: 'Hero' }];
    const definition = { name: 'hs_buying_role', label: 'Role', type: 'enumeration', options };
    await inPortal(() =>
      app.context.db.transaction((trx) => replacePropertyDefinitions(trx, app.portalId, 'contacts', [definition])),
    );
    expect(JSON.stringify((await readByOther()).roles)).toContain('"Hero"');
  });
}
