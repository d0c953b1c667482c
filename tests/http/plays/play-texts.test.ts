import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STARTER_TEXTS } from '../../../src/domain/plays/starter-texts.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

const TEXT = {
  role: null,
  stage: null,
  industry: 'Computer software',
  channel: 'email',
  title: 'For software',
  text: 'Hello {{company}}, from the library.',
  archived: false,
};
const save = (textId: string | null, text: object, options: { requestId?: string; userEmail?: string } = {}) => {
  const { requestId = randomUUID(), ...caller } = options;
  return app.call('/api/plays/texts/save', { method: 'POST', body: { requestId, textId, text }, ...caller });
};
const library = async (): Promise<Json> => (await app.call('/api/plays/texts')).body;
const rate = (helpful: boolean, textId: string, userEmail: string) =>
  app.call('/api/cards/account/plays/rate-text', {
    method: 'POST',
    body: { companyId: '103', requestId: randomUUID(), textId, helpful },
    userEmail,
  });
/** Steps of what is offered at the account that fits and does nothing. */
const steps = async (): Promise<Json[]> => {
  await refreshPortal(app.context, app.portalId);
  const { body } = await app.call('/api/cards/account?companyId=103');
  return body.plays.flatMap((play: Json) => play.steps);
};

test('the library begins with what ships; an admin adds to it once, and steps that draw from it take the text', async () => {
  expect((await library()).texts.map(({ textId }: Json) => textId)).toEqual(STARTER_TEXTS.map(({ textId }) => textId));
  const requestId = 'a-new-text';
  await save(null, TEXT, { requestId });
  const { texts } = (await save(null, TEXT, { requestId })).body;
  expect(texts).toHaveLength(STARTER_TEXTS.length + 1);
  const audit = (await listAudit(app.context.db.kysely, app.portalId, 9)).filter(({ action }) =>
    /library/.test(action),
  );
  expect(audit).toMatchObject([{ actor: 'ava@vendor.example', action: 'library text written' }]);
  const { textId } = texts.find(({ title }: Json) => title === 'For software');
  // Dee Park is a VP: a starter text for her role fits as well, and its id comes later than none of equal rank.
  await save('starter-decision-maker', { ...STARTER_TEXTS[0], ratings: undefined, textId: undefined, archived: true });
  const taken = (await steps()).filter((step) => step.textId !== null);
  expect(taken).toMatchObject([{ textId, text: 'Hello Cold, from the library.' }]);
});

test('texts are shown as they read at an account, the best of the list first, and one that is being written is', async () => {
  const { sample, samples, places, texts } = await library();
  expect(samples[0].value).toBe(sample);
  expect(places.reduce((sum: number, { accounts }: Json) => sum + accounts, 0)).toBe(samples.length);
  const cold = (await app.call('/api/plays/texts?companyId=103')).body;
  expect(cold.sample).toBe('103');
  const shown = cold.texts.find(({ textId }: Json) => textId === 'starter-champion').shown;
  expect(shown).toMatchObject({ to: 'Dee Park', unknown: [] });
  expect(cold.texts.find(({ title }: Json) => title === 'For software').shown.misfits).toEqual([]);
  expect(cold.texts.find(({ textId }: Json) => textId === 'starter-engaged-health').shown.misfits).toEqual([
    'stage',
    'industry',
  ]);
  expect(shown.text).toMatch(/^Hi Dee, you seem to be the one at Cold/);
  expect(texts.find(({ textId }: Json) => textId === 'starter-champion').shown.text).not.toBe(shown.text);
  const attempt = async (companyId: string, text: string, role: string | null = null): Promise<Json> =>
    app.call('/api/plays/texts/try', {
      method: 'POST',
      body: { companyId, role, text },
      userEmail: 'rep@vendor.example',
    });
  expect((await attempt('103', 'Hi {{contact.firstName}}')).body).toEqual({
    to: 'Dee Park',
    text: 'Hi Dee',
    resolves: true,
    unknown: [],
    misfits: [],
  });
  expect((await attempt('103', 'On {{deal.name}}, {{deal.name}}, {{topic|that}}', 'BUDGET_HOLDER')).body).toEqual({
    to: null,
    text: 'On {{deal.name}}, {{deal.name}}, that',
    resolves: false,
    unknown: ['deal.name'],
    misfits: [],
  });
  expect((await attempt('999', 'Hi')).status).toBe(404);
  expect((await app.call('/api/plays/texts?companyId=999')).body).toMatchObject({ sample: null });
  expect((await app.call('/api/plays/texts?companyId=x')).status).toBe(400);
});

test('the text that would serve most accounts where a due play looks for one is named, until there is one', async () => {
  for (const starter of STARTER_TEXTS) {
    const { textId, ratings: _ratings, ...text } = starter;
    await save(textId, { ...text, archived: true });
  }
  const { textId } = (await library()).texts.find(({ title }: Json) => title === 'For software');
  await save(textId, { ...TEXT, archived: true });
  await refreshPortal(app.context, app.portalId);
  const { mostWanted } = await library();
  expect(mostWanted).toMatchObject({ channel: 'email', stage: 'unaware', accounts: 1 });
  await save(null, { ...TEXT, title: 'For it', role: mostWanted.role, stage: mostWanted.stage, industry: null });
  expect((await library()).mostWanted).toBeNull();
  for (const { textId: id, ratings: _ratings, ...text } of STARTER_TEXTS.slice(1)) {
    await save(id, { ...text, archived: false });
  }
  const added = (await library()).texts.find(({ title }: Json) => title === 'For it');
  await save(added.textId, { ...TEXT, title: 'For it', archived: true });
  await save(textId, TEXT);
});

test('reps say whether a text helped, each once, and everybody sees how many it helped', async () => {
  const { texts } = await library();
  const { textId } = texts.find(({ title }: Json) => title === 'For software');
  await rate(true, textId, 'rep@vendor.example');
  await rate(false, textId, 'Rep@vendor.example');
  await rate(true, textId, 'other@vendor.example');
  const rated = (await library()).texts.find((each: Json) => each.textId === textId);
  expect(rated.ratings).toEqual({ successes: 1, n: 2 });
  expect((await rate(true, 'nobody', 'rep@vendor.example')).status).toBe(404);
});

test('of two who change a text the later one is told; one that is not used any more is kept, and put back', async () => {
  const textId = (await library()).texts.find(({ title }: Json) => title === 'For software').textId;
  const {
    textId: _id,
    ratings: _r,
    shown: _s,
    ...seen
  } = (await library()).texts.find((each: Json) => each.textId === textId);
  const write = async (requestId: string, changes: object): Promise<Json> => {
    const body = { requestId, textId, seen, text: { ...seen, archived: false, ...changes } };
    return app.call('/api/plays/texts/save', { method: 'POST', body });
  };
  const first = { title: 'For software, first' };
  for (let repeat = 0; repeat < 2; repeat += 1) expect((await write('first-of-two', first)).status).toBe(200);
  const later = await write('later-of-two', { title: 'Later' });
  expect(later).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('changed since') } } });
  const held = async (): Promise<string[]> =>
    (await library()).texts.filter((each: Json) => each.textId === textId).map(({ title }: Json) => title);
  expect(await held()).toEqual(['For software, first']);
  Object.assign(seen, first);
  await write('take-it-out', { archived: true });
  expect(await held()).toEqual([]);
  const unused = async (): Promise<string[]> => (await library()).unused.map(({ title }: Json) => title);
  expect(await unused()).toContain('For software, first');
  await write('put-it-back', { title: 'For software' });
  expect(await held()).toEqual(['For software']);
  expect(await unused()).not.toContain('For software');
});

test('is written by admins alone, with fields that resolve, for somebody in particular', async () => {
  expect((await save(null, TEXT, { userEmail: 'rep@vendor.example' })).status).toBe(403);
  const refused = await save(null, { ...TEXT, industry: null, text: 'Hi {{phone}}' });
  expect(refused.body.error.faults).toEqual([
    { field: 'text.text', problem: expect.stringContaining('{{phone}} is no merge field') },
    { field: 'text.role', problem: 'choose a role, a stage or an industry it is for' },
  ]);
  expect((await save('nobody', TEXT)).status).toBe(404);
});
