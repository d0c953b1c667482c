import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLAYS } from '../../../src/domain/plays/play-registry.ts';
import { countUnread } from '../../../src/storage/mirror/companies.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { rereadCompanies } from '../../../src/sync/pull/steps/reread-records.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { dayAgo } from '../../fixtures/day-ago.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

let clicks = 0;
const post = (path: string, body: object, userEmail?: string) => {
  clicks += 1;
  const options = userEmail === undefined ? {} : { userEmail };
  return app.call(`/api/plays/${path}`, {
    method: 'POST',
    body: { requestId: `click-no-${clicks}`, ...body },
    ...options,
  });
};
const page = async (): Promise<Json> => (await app.call('/api/plays')).body;
const find = (body: Json, playId: string): Json => body.plays.find((play: Json) => play.playId === playId);
const offered = async (companyId: string): Promise<Json[]> => {
  await refreshPortal(app.context, app.portalId);
  return (await app.call(`/api/cards/account?companyId=${companyId}`)).body.plays;
};
const idsOf = (plays: Json[]): string[] => plays.map(({ playId }) => playId);
const lastAudit = async (): Promise<Json> => (await listAudit(app.context.db.kysely, app.portalId, 1))[0];

/** Switches every other play that ships off. */
async function leaveOn(playIds: readonly string[]): Promise<void> {
  for (const { id } of PLAYS) await post('switch', { playId: id, enabled: playIds.includes(id) });
}

describe('the library', () => {
  test('has every play that ships, with its trigger in words and what came of it', async () => {
    const body = await page();
    expect(body.plays).toHaveLength(PLAYS.length);
    expect(body).toMatchObject({ mayChange: true });
    expect(find(body, 'cold-account-by-marketing')).toMatchObject({
      enabled: true,
      isEdited: false,
      version: 0,
      trigger: 'fit is at least 70 and engagement is under 10',
      observed: { run: { successes: 0, n: 0, percent: null }, retire: null, imported: { run: 0, notRun: 0 } },
    });
  });

  test('tells what a play asks for besides its condition, until an admin writes another one', async () => {
    const playId = 'new-decision-maker';
    const play = find(await page(), playId);
    expect(play.trigger).toBe(
      'decision maker is known or suggested, and one was named in the last 30 days whom nobody on our team has spoken to',
    );
    const edit = { ...play.edit, when: { flag: 'surging' } };
    const { body } = await post('edit', { playId, version: play.version, edit });
    expect(find(body, playId).trigger).toBe('the account is surging');
    await post('reset', { playId });
  });

  test('says at how many accounts each is recommended now', async () => {
    await refreshPortal(app.context, app.portalId);
    const cards = [...app.standIn.store.records.companies.active()].map(({ id }) => {
      return app.call(`/api/cards/account?companyId=${id}`);
    });
    const shown = (await Promise.all(cards)).flatMap(({ body: card }) => idsOf(card.plays));
    const body = await page();
    const told = body.plays.map(({ playId, atWork }: Json) => [playId, atWork.offered]);
    expect(told).toEqual(body.plays.map(({ playId }: Json) => [playId, shown.filter((id) => id === playId).length]));
    expect(shown.length).toBeGreaterThan(0);
  });
});

describe('a play that is switched off', () => {
  test('is offered nowhere, cannot be started, and comes back when it is switched on', async () => {
    expect(idsOf(await offered('101'))).toContain('request-unanswered');
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const { body } = await post('switch', { playId: 'request-unanswered', enabled: false });
      expect(find(body, 'request-unanswered')).toMatchObject({ enabled: false, version: 1 });
    }
    expect(await lastAudit()).toMatchObject({
      actor: 'ava@vendor.example',
      action: 'play switched off',
      subject: 'play:request-unanswered',
    });
    const started = await app.call('/api/cards/account/plays/start', {
      method: 'POST',
      body: { companyId: '101', playId: 'request-unanswered', requestId: 'start-anyway' },
    });
    expect(started.status).toBe(400);
    expect(idsOf(await offered('101'))).not.toContain('request-unanswered');
    await post('switch', { playId: 'request-unanswered', enabled: true });
    expect(idsOf(await offered('101'))).toContain('request-unanswered');
  });

  test('must be one there is', async () => {
    expect((await post('switch', { playId: 'nobody', enabled: false })).status).toBe(404);
  });
});

describe('an edited play', () => {
  const playId = 'request-unanswered';
  // One play per person: a better one would take the only person it turns to.
  beforeAll(() => leaveOn([playId]));

  const edit = async (changes: object): Promise<Json> => {
    const play = find(await page(), playId);
    return post('edit', { playId, version: play.version, edit: { ...play.edit, ...changes } });
  };

  test('is recommended by its own trigger, with evidence of it, and as it ships once it is reset', async () => {
    const step = { title: 'Ring', channel: 'call', who: 'owner', dueInDays: 0, text: 'Ring {{contact.firstName}}.' };
    const when = { activity: { by: 'theirs', types: ['form_high_intent'] }, withinDays: 30 };
    const { status, body } = await edit({ name: 'Ring who asked', when, steps: [step] });
    expect(status).toBe(200);
    expect(find(body, playId)).toMatchObject({ isEdited: true, edit: { name: 'Ring who asked' } });
    expect(await lastAudit()).toMatchObject({ action: 'play edited', details: { changed: ['name', 'when', 'steps'] } });
    const play = (await offered('101')).find((each) => each.playId === playId);
    expect(play).toMatchObject({ name: 'Ring who asked', steps: [{ title: 'Ring', text: 'Ring Ann.' }] });
    expect(play.whyNow[0]).toMatchObject({ sentence: expect.stringContaining('demo or sales request') });
    expect(play.whyNow[0].at).not.toBeNull();
    await edit({ when: { score: 'fit', under: 1 } });
    expect(idsOf(await offered('101'))).not.toContain(playId);
    const reset = await post('reset', { playId });
    expect(find(reset.body, playId)).toMatchObject({
      isEdited: false,
      edit: { name: PLAYS.find((p) => p.id === playId)?.name },
    });
    expect(idsOf(await offered('101'))).toContain(playId);
  });

  test('is refused with the field named: trigger, merge fields, tiers', async () => {
    const step = { title: 'Ring', channel: 'call', who: 'owner', dueInDays: 0 };
    const { status, body } = await edit({
      tiers: [],
      when: { all: [{ score: 'fit', min: 700 }] },
      steps: [
        { ...step, text: 'Hi {{contact.phone}}' },
        { ...step, text: 'Hi {{company}' },
        { ...step, text: '{{role}}' },
      ],
    });
    expect(status).toBe(400);
    expect(body.error.faults).toEqual(
      expect.arrayContaining([
        { field: 'edit.tiers', problem: 'must name at least one tier' },
        { field: 'edit.when.all[0].min', problem: 'is 700: expected a number from 0 to 100' },
      ]),
    );
    const texts = await edit({
      steps: [
        { ...step, text: '{{contact.phone}}' },
        { ...step, text: '{{company}' },
        { ...step, text: '{{role}}' },
      ],
    });
    expect(texts.body.error.faults.map(({ field, problem }: Json) => `${field} ${problem}`)).toEqual([
      expect.stringMatching(/^edit\.steps\.0\.text \{\{contact\.phone\}\} is no merge field/),
      expect.stringMatching(/^edit\.steps\.1\.text has a brace/),
      expect.stringMatching(/^edit\.steps\.2\.text \{\{role\}\} is never known here/),
    ]);
  });

  test('is being counted until every account was looked at, and then is due at as many as the cards recommend it', async () => {
    await refreshPortal(app.context, app.portalId);
    expect((await page()).isCounting).toBe(false);
    expect((await edit({ when: { score: 'fit', min: 1 } })).body.isCounting).toBe(true);
    // A night in between is one more reason to look at them.
    await markAllStale(app.context.db.kysely, app.portalId, 'a day has passed');
    expect((await app.call('/api/plays/counting')).body).toEqual({ isCounting: true });
    await refreshPortal(app.context, app.portalId);
    expect((await app.call('/api/plays/counting')).body).toEqual({ isCounting: false });
    const { isCounting, plays } = await page();
    const cards = [...app.standIn.store.records.companies.active()].map(({ id }) => offered(id));
    const due = (await Promise.all(cards)).filter((shown) => idsOf(shown).includes(playId)).length;
    expect({ isCounting, offered: find({ plays }, playId).atWork.offered }).toEqual({
      isCounting: false,
      offered: due,
    });
    expect(due).toBeGreaterThan(0);
    await post('reset', { playId });
  });

  test('does not overwrite what somebody else wrote meanwhile', async () => {
    const { edit: held, version } = find(await page(), playId);
    await edit({ name: 'First' });
    const second = await post('edit', { playId, version, edit: { ...held, name: 'Second' } });
    expect(second).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('meanwhile') } } });
    expect(find(await page(), playId).edit.name).toBe('First');
    await post('reset', { playId });
  });
});

/** Lets a surge be due only where a property is unknown. */
const askFor = async (property: string) => {
  const surge = find(await page(), 'surge');
  const when = { all: [{ flag: 'surging' }, { not: { property, when: { kind: 'known' } } }] };
  return post('edit', { playId: 'surge', version: surge.version, edit: { ...surge.edit, when } });
};

describe('a trigger that names a company property', () => {
  test('is refused where the portal has no such property, naming the place', async () => {
    const { status, body } = await askFor('no_such');
    expect(status).toBe(400);
    expect(body.error.faults).toEqual([
      { field: 'edit.when.all.1.not.property', problem: 'this account has no company property "no_such"' },
    ]);
  });

  test('has it read of every company, which it was not before', async () => {
    const { kysely } = app.context.db;
    expect(await countUnread(kysely, app.portalId, ['web_technologies'])).toHaveLength(1);
    expect((await askFor('web_technologies')).status).toBe(200);
    await rereadCompanies(app.context, app.portalId, { since: Date.now() });
    expect(await countUnread(kysely, app.portalId, ['web_technologies'])).toEqual([]);
    await post('reset', { playId: 'surge' });
  });
});

test('a play of one’s own is added once, offered where its trigger holds, and has no original', async () => {
  await leaveOn([]);
  const { edit } = find(await page(), 'surge');
  const aim = { kind: 'role', role: 'BUDGET_HOLDER', state: 'engaged' };
  const own = { ...edit, name: 'Finance first', when: { score: 'fit', min: 1 }, aim };
  const body = { requestId: 'our-own-play', playId: null, version: 0, edit: own };
  await post('edit', body);
  const added = (await post('edit', body)).body.plays.filter(({ isOwn }: Json) => isOwn);
  expect(added).toHaveLength(1);
  expect(added[0]).toMatchObject({ outcome: 'budget holder engaged within 14 days', edit: { name: 'Finance first' } });
  expect((await post('reset', { playId: added[0].playId })).status).toBe(400);
  const play = (await offered('101')).find(({ playId }) => playId === added[0].playId);
  expect(play?.who.map(({ contactId }: Json) => contactId)).toEqual(['1']);
});

describe('importing past plays', () => {
  const header = 'company,play,started,run,worked,stage before,stage after';
  const rows = (...lines: string[]): string => [header, ...lines].join('\n');

  test('counts them with what is observed, once', async () => {
    const table = rows(
      `acme.example,surge,${dayAgo(250)},yes,yes,aware,engaged`,
      `102,Catch the surge while it lasts,${dayAgo(249)},Yes,NO,,`,
      `103,surge,${dayAgo(220)},no,no,aware,aware`,
    );
    expect((await post('import', { table })).body).toEqual({ run: 2, notRun: 1, known: 0 });
    expect((await post('import', { table: table.replaceAll(',', '\t') })).body).toEqual({
      run: 0,
      notRun: 0,
      known: 3,
    });
    expect(find(await page(), 'surge').observed).toMatchObject({
      run: { successes: 1, n: 2, percent: 50, low: 9, high: 91 },
      notRun: { successes: 0, n: 1 },
      stageUp: { run: { successes: 1, n: 1 }, notRun: { successes: 0, n: 1 } },
      imported: { run: 2, notRun: 1 },
    });
    expect(await lastAudit()).toMatchObject({ action: 'past plays imported', details: { run: 2, notRun: 1 } });
  });

  test('is refused as a whole, naming row and column', async () => {
    const table = rows('acme.example,surge,01.03.2026,yes,maybe,,', 'acme.example,surge,2026-03-05,yes,yes,warm,');
    const answer = await post('import', { table });
    expect(answer.body.error.faults).toEqual([
      { field: 'row 2, started', problem: 'must be a day like 2026-03-31' },
      { field: 'row 2, worked', problem: 'must be yes or no: whether it came to what it aims at' },
      { field: 'row 3, stage before', problem: expect.stringContaining('must be empty or one of unaware') },
    ]);
    const unknown = await post('import', { table: rows('nobody.example,Unheard of,2026-03-05,yes,yes,,') });
    expect(unknown.body.error.faults).toEqual([
      { field: 'row 2, company', problem: '"nobody.example" is no company that HubSpot has here' },
      { field: 'row 2, play', problem: '"Unheard of" is no play here' },
    ]);
    expect((await post('import', { table: 'company,play\n1,2' })).body.error.message).toContain('started, run, worked');
    expect((await post('import', { table: `${header}\n"acme` })).body.error.message).toContain('cannot be read');
    const early = await post('import', { table: rows(`acme.example,surge,${dayAgo(0)},yes,yes,,`) });
    expect(early.body.error.message).toContain('row 2, started: is not long enough ago');
  });
});

test('a play that was started is told to run at one account more', async () => {
  await leaveOn(PLAYS.map(({ id }) => id));
  const [playId = ''] = idsOf(await offered('101'));
  const before = find(await page(), playId).atWork.running;
  const body = { companyId: '101', playId, requestId: 'start-to-count' };
  expect((await app.call('/api/cards/account/plays/start', { method: 'POST', body })).status).toBe(200);
  expect(find(await page(), playId).atWork.running).toBe(before + 1);
});
