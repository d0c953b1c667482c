import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE_IDS } from '../../../src/domain/facts.ts';
import { readDefinitions } from '../../../src/sync/install/read-definitions.ts';
import { deepSweepPortal } from '../../../src/sync/pull/sweeps/deep-sweep-portal.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

const MODEL = '/api/settings/model';
let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
  const property = app.standIn.store.properties.contacts.definitions.get('hs_buying_role')!;
  const options = property.options.map((option) =>
    option.value === 'CHAMPION' ? { ...option, label: 'Inside seller' } : option,
  );
  const added = { value: 'SECURITY', label: 'Security reviewer', displayOrder: 20, hidden: false };
  Object.assign(property, { options: [...options, { ...property.options[0]!, ...added }] });
  app.users.set('contacts', '1', { hs_buying_role: 'SECURITY' });
  await app.indexed();
  await deepSweepPortal(app.context, app.portalId);
  await refreshPortal(app.context, app.portalId);
});
afterAll(() => app.stop());

async function rename(value: string, label: string): Promise<void> {
  const property = app.standIn.store.properties.contacts.definitions.get('hs_buying_role')!;
  const options = property.options.map((option) => (option.value === value ? { ...option, label } : option));
  Object.assign(property, { options });
  await readDefinitions(app.context, app.context.clientFor(app.portalId, 'background'));
}

const card = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
const post = async (path: string, body: unknown): Promise<Json> =>
  (await app.call(`${MODEL}${path}`, { method: 'POST', body })).body;

/** Who holds the influencer's role by what is set in HubSpot. */
const holders = async (): Promise<string[]> =>
  (await card()).roles
    .filter(({ role }: Json) => role === 'INFLUENCER')
    .flatMap(({ people }: Json) => people.filter(({ sources }: Json) => sources.includes('set in HubSpot')))
    .map(({ name }: Json) => name);

test('an option that was renamed in HubSpot is shown by its new name', async () => {
  const { roles, coverage } = await card();
  expect(roles.find(({ role }: Json) => role === 'CHAMPION').label).toBe('Inside seller');
  expect(coverage.lines.map(({ label }: Json) => label)).toContain('Inside seller');
  const page = (await app.call('/api/plays')).body;
  expect(page.roles).toContainEqual({ value: 'CHAMPION', label: 'Inside seller' });
});

const ours = () => app.standIn.store.properties.companies.definitions.get('roundtable_missing_roles')!;

test('the options of our own property follow, and what stands in it stays valid', async () => {
  const labelOf = (value: string) => ours().options.find((option) => option.value === value)?.label;
  const values = ours().options.map(({ value }) => value);
  expect(labelOf('CHAMPION')).toBe('Inside seller');
  expect(labelOf('DECISION_MAKER')).toBe('Decision maker');
  expect(values).toEqual(expect.arrayContaining([...ROLE_IDS]));
  // Somebody's own option is left alone, and a name that another role has is told apart.
  Object.assign(ours(), { options: [...ours().options, { ...ours().options[0]!, value: 'OWN', label: 'Own' }] });
  await rename('CHAMPION', 'Procurement');
  expect(labelOf('CHAMPION')).toBe('Procurement (Champion)');
  expect(labelOf('OWN')).toBe('Own');
  await rename('CHAMPION', 'Inside seller');
  expect(labelOf('CHAMPION')).toBe('Inside seller');
  expect(ours().options.map(({ value }) => value)).toEqual([...values, 'OWN']);
});

test('an option that the portal added counts as the role that the model says, once it says so', async () => {
  const { otherRoles } = (await app.call(MODEL)).body;
  expect(otherRoles).toEqual([{ value: 'SECURITY', label: 'Security reviewer' }]);
  expect(await holders()).toEqual([]);

  const { draft } = await post('/draft', { requestId: 'map-the-option', from: { kind: 'active' } });
  const committee = { ...draft.model.committee, optionRoles: { SECURITY: 'INFLUENCER' } };
  const { version, revision } = draft;
  await post('/draft/change', { version, revision, model: { ...draft.model, committee } });
  await post('/activate', { requestId: 'activate-mapped', version: draft.version, revision: 2 });
  await refreshPortal(app.context, app.portalId);
  expect(await holders()).toEqual(['Ann Ruiz']);
  // The reasons are written as soon as a number is.
  const { properties } = app.standIn.store.records.companies.get('101')!;
  expect(properties['roundtable_reasons']).toContain('Inside seller');
});
