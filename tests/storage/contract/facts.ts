import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadAccountFacts, listCompanyProperties } from '../../../src/storage/accounts/account-facts.ts';
import { upsertActivities } from '../../../src/storage/mirror/activities.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { upsertContacts } from '../../../src/storage/mirror/contacts.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertDeals } from '../../../src/storage/mirror/deals.ts';
import {
  replaceContactCompanies,
  replaceDealCompanies,
  replaceDealContacts,
} from '../../../src/storage/mirror/links.ts';
import { replacePipelineStages } from '../../../src/storage/mirror/pipeline-stages.ts';
import { savePlaceholder } from '../../../src/storage/accounts/placeholders.ts';
import { savePlayFeedback } from '../../../src/storage/plays/play-feedback.ts';
import { changePlayRunStatus, insertPlayRun } from '../../../src/storage/plays/play-runs.ts';
import { saveRoleDecision } from '../../../src/storage/accounts/role-decisions.ts';
import { upsertPortal } from '../../../src/storage/portal/portals.ts';
import { upsertSignals } from '../../../src/storage/mirror/signals.ts';
import { activity, company, contact, deal } from './mirror.ts';
import { DAY_MS, NOW, PORTAL } from './portals.ts';

const portalId = 300;

/** Two accounts share the contact `both`; its primary company is 2. `none` is linked to both without a primary. */
async function fillPortal(database: Database): Promise<void> {
  const db = database.kysely;
  await upsertPortal(db, { ...PORTAL, portalId });
  await upsertCompanies(db, portalId, [company('1'), company('2'), company('3')]);
  const champion = contact('own', {
    name: 'Person\u001F own\u001E',
    jobTitle: '\u001EVP Finance',
    buyingRoles: [{ role: 'CHAMPION', setAt: NOW - DAY_MS }],
  });
  await upsertContacts(db, portalId, [
    champion,
    contact('both', { optedOut: true }),
    contact('none', { jobTitle: null }),
  ]);
  await replaceContactCompanies(
    db,
    portalId,
    ['own', 'both', 'none'],
    [
      { contactId: 'own', companyId: '1', primary: true },
      { contactId: 'both', companyId: '1', primary: false },
      { contactId: 'both', companyId: '2', primary: true },
      { contactId: 'none', companyId: '1', primary: false },
      { contactId: 'none', companyId: '2', primary: false },
    ],
  );
  await upsertDeals(db, portalId, [
    deal('d1'),
    deal('d2', { stageId: 'unknown', amount: null, closedAt: NOW + DAY_MS }),
  ]);
  const stage = { pipelineId: 'default', pipelineLabel: 'Sales', closed: false, position: 2 };
  await replacePipelineStages(db, portalId, [{ ...stage, stageId: 'proposal', label: 'Proposal', probability: 0.6 }]);
  const dealCompanies = ['d1', 'd2'].map((dealId) => ({ dealId, companyId: '1', primary: true }));
  await replaceDealCompanies(db, portalId, ['d1', 'd2'], dealCompanies);
  await replaceDealContacts(
    db,
    portalId,
    ['d1'],
    [
      { dealId: 'd1', contactId: 'own', label: '' },
      { dealId: 'd1', contactId: 'own', label: 'Legal & compliance' },
      { dealId: 'd1', contactId: 'none', label: 'Golf partner' },
    ],
  );
  await upsertActivities(db, portalId, [
    activity('old', 'own', { occurredAt: NOW - 500 * DAY_MS }),
    activity('form', 'own', { type: 'form_high_intent', detail: 'Demo\u001E request\u001F', occurredAt: NOW - DAY_MS }),
    activity('view', 'both'),
    activity('shared', 'none', { occurredAt: NOW - 2 * DAY_MS }),
  ]);
}

async function fillWork(database: Database): Promise<void> {
  const db = database.kysely;
  await upsertSignals(db, portalId, [
    { signalId: 's', companyId: '1', source: 'g2', topic: 'abm', strength: 50, occurredAt: NOW },
  ]);
  await savePlaceholder(db, portalId, {
    companyId: '1',
    role: 'BUDGET_HOLDER',
    note: 'the new CFO',
    createdAt: NOW,
    createdBy: 'ada',
  });
  const decision = { contactId: 'own', role: 'CHAMPION', decidedBy: 'ada' } as const;
  await saveRoleDecision(db, portalId, { ...decision, requestId: 'r1', decision: 'confirmed', decidedAt: NOW });
  await saveRoleDecision(db, portalId, { ...decision, requestId: 'r2', decision: 'rejected', decidedAt: NOW + 1 });
  const run = {
    companyId: '1',
    playId: 'surge',
    contactIds: ['own'],
    steps: [],
    stageFrom: null,
    startedBy: 'ada',
    startedAt: NOW,
  };
  const failed = await insertPlayRun(db, portalId, { ...run, requestId: 'p2' });
  await changePlayRunStatus(db, portalId, failed.run.runId, 'failed', { now: NOW, problem: 'no scope' });
  await insertPlayRun(db, portalId, { ...run, requestId: 'p1' });
  const feedback = { companyId: '1', givenBy: 'ada', reason: null, until: NOW + DAY_MS } as const;
  await savePlayFeedback(db, portalId, {
    ...feedback,
    requestId: 'f1',
    playId: 'surge',
    kind: 'snoozed',
    givenAt: NOW,
  });
  await savePlayFeedback(db, portalId, {
    ...feedback,
    requestId: 'f2',
    playId: 'quiet',
    kind: 'dismissed',
    givenAt: NOW,
  });
  await savePlayFeedback(db, portalId, {
    ...feedback,
    requestId: 'f3',
    playId: 'surge',
    kind: 'undone',
    givenAt: NOW + 1,
  });
}

export function describeFacts(get: () => Database): void {
  const load = (ids: string[], since = NOW - 400 * DAY_MS) => loadAccountFacts(get().kysely, portalId, ids, { since });

  describe('facts of accounts', () => {
    beforeAll(async () => {
      await fillPortal(get());
      await fillWork(get());
    });

    test('hold people, activities, deals, signals and what reps did', async () => {
      const [facts] = await load(['1']);
      expect(facts).toMatchObject({ companyId: '1', name: 'Company 1', ownerId: '7', createdAt: NOW });
      expect(facts?.people).toEqual([
        {
          contactId: 'none',
          name: 'Person none',
          title: null,
          buyingRoles: [],
          dealLabels: [],
          roleDecisions: [],
          optedOut: false,
          bounced: false,
        },
        {
          contactId: 'own',
          name: 'Person own',
          title: 'VP Finance',
          buyingRoles: [{ role: 'CHAMPION', setAt: NOW - DAY_MS }],
          dealLabels: [{ role: 'LEGAL_AND_COMPLIANCE', dealId: 'd1' }],
          roleDecisions: [{ role: 'CHAMPION', decision: 'rejected', decidedAt: NOW + 1 }],
          optedOut: false,
          bounced: false,
        },
      ]);
      expect(facts?.activities).toEqual([
        { activityId: 'shared', contactId: 'none', type: 'page_view', occurredAt: NOW - 2 * DAY_MS, detail: null },
        {
          activityId: 'form',
          contactId: 'own',
          type: 'form_high_intent',
          occurredAt: NOW - DAY_MS,
          detail: 'Demo request',
        },
      ]);
      const known = { name: 'Deal d1', amount: 40_000.5, stageLabel: 'Proposal', probability: 0.6, closedAt: null };
      const unknown = {
        name: 'Deal d2',
        amount: null,
        stageLabel: 'unknown',
        probability: null,
        closedAt: NOW + DAY_MS,
      };
      expect(facts?.deals).toEqual([
        { dealId: 'd1', state: 'open', createdAt: NOW, contactIds: ['none', 'own'], currency: 'EUR', ...known },
        { dealId: 'd2', state: 'open', createdAt: NOW, contactIds: [], currency: 'EUR', ...unknown },
      ]);
      expect(facts?.signals).toEqual([{ signalId: 's', source: 'g2', topic: 'abm', strength: 50, occurredAt: NOW }]);
      expect(facts?.placeholders).toEqual([{ role: 'BUDGET_HOLDER', note: 'the new CFO' }]);
      expect(facts?.playRuns).toMatchObject([{ playId: 'surge', status: 'running', contactIds: ['own'] }]);
      expect(facts?.playFeedback).toMatchObject([{ playId: 'quiet', kind: 'dismissed', until: NOW + DAY_MS }]);
    });

    test('leave out what people did of a type that only a later release knows', async () => {
      const db = get().kysely;
      await upsertActivities(db, portalId, [activity('later', 'own')]);
      await sql`update activities set type = 'hologram'
        where portal_id = ${portalId} and activity_id = 'later'`.execute(db);
      const [facts] = await load(['1']);
      expect(facts?.activities.map(({ activityId }) => activityId)).toEqual(['shared', 'form']);
    });

    test('count a shared contact for its primary company, or for all where none is', async () => {
      const [, second, third] = await load(['3', '2', '1', 'gone']);
      expect(second?.people.map((person) => person.contactId)).toEqual(['both', 'none']);
      expect(second?.activities.map((fact) => fact.activityId)).toEqual(['shared', 'view']);
      expect(third).toMatchObject({ companyId: '3', people: [], activities: [], deals: [] });
    });

    test('leave out whom a link names before the contact itself is mirrored, with what they did', async () => {
      const db = get().kysely;
      const ahead = [{ contactId: 'ahead', companyId: '3', primary: true }];
      await replaceContactCompanies(db, portalId, ['ahead'], ahead);
      await upsertActivities(db, portalId, [activity('early', 'ahead')]);
      const [facts] = await load(['3']);
      expect(facts).toMatchObject({ people: [], activities: [] });
      expect(facts?.formerPeople).toBeUndefined();
      await replaceContactCompanies(db, portalId, ['ahead'], []);
    });

    test('reach back as far as asked', async () => {
      const [facts] = await load(['1'], 0);
      expect(facts?.activities.map((fact) => fact.activityId)).toEqual(['old', 'shared', 'form']);
    });

    test('give some properties of every company page by page, unknown ones as null', async () => {
      const names = ['industry', 'annualrevenue', 'nowhere'];
      const properties = { industry: 'SOFTWARE', annualrevenue: null, nowhere: null };
      const first = await listCompanyProperties(get().kysely, portalId, names, null, 2);
      expect(first).toEqual(['1', '2'].map((companyId) => ({ companyId, properties })));
      expect(await listCompanyProperties(get().kysely, portalId, names, '2', 2)).toEqual([
        { companyId: '3', properties },
      ]);
    });
  });
}
