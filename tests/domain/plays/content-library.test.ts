import { describe, expect, test } from 'vitest';
import { findTextFaults } from '../../../src/domain/plays/check-text.ts';
import { findMisfits, fitTo, listLibrary, pickText } from '../../../src/domain/plays/content-library.ts';
import type { LibraryText } from '../../../src/domain/plays/library-text.ts';
import { STARTER_TEXTS } from '../../../src/domain/plays/starter-texts.ts';
import { findDuePlays } from '../../../src/domain/plays/find-hit.ts';
import { collectMergeFields } from '../../../src/domain/plays/merge-fields.ts';
import { newDecisionMaker } from '../../../src/domain/plays/plays/new-decision-maker.ts';
import type { PlayStep } from '../../../src/domain/plays/play-types.ts';
import { recommendPlays } from '../../../src/domain/plays/recommend-plays.ts';
import { INDUSTRIES } from '../../../src/sandbox/hubspot/default-properties/industries.ts';
import { buildPerson, daysAgo } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const STEP: PlayStep = { title: 'Write', channel: 'email', who: 'owner', dueInDays: 0, text: 'own', fromLibrary: true };
const FITTING = { role: 'CHAMPION', stage: 'engaged', industry: 'COMPUTER_SOFTWARE' } as const;
const FIELDS = collectMergeFields(buildPlayContext(), [], null);
const text = (textId: string, changes: Partial<LibraryText>): LibraryText => ({
  textId,
  role: null,
  stage: null,
  industry: null,
  channel: 'email',
  title: textId,
  text: `${textId} for {{company}}`,
  ratings: { successes: 0, n: 0 },
  ...changes,
});
const pick = (...library: LibraryText[]) => pickText(STEP, FITTING, FIELDS, library)?.textId ?? null;

describe('a step takes of the library', () => {
  const forRole = text('role', { role: 'CHAMPION' });

  test('what fits most of role, stage and industry, each written as HubSpot or people write it', () => {
    const both = text('both', { role: 'CHAMPION', industry: 'Computer software' });
    const all = text('all', { role: 'CHAMPION', stage: 'engaged', industry: 'computer_software' });
    expect(pick(forRole, both, text('stage', { stage: 'engaged' }))).toBe('both');
    expect(pick(forRole, both, all)).toBe('all');
  });

  test('what fits closer before what helped more, and by its id where all is equal', () => {
    const closer = text('z', { role: 'CHAMPION', stage: 'engaged' });
    const loved = text('loved', { role: 'CHAMPION', ratings: { successes: 9, n: 10 } });
    expect(pick(loved, closer)).toBe('z');
    expect(pick(text('b', { role: 'CHAMPION' }), text('a', { role: 'CHAMPION' }))).toBe('a');
  });

  test('what is for its industry, and nothing that is for another', () => {
    expect(pick(text('ours', { industry: ' Computer Software ' }))).toBe('ours');
    expect(pick(text('theirs', { role: 'CHAMPION', industry: 'RETAIL' }))).toBeNull();
  });

  test('nothing that is for somebody else, another channel, or for nobody in particular', () => {
    const other = text('other', { role: 'CHAMPION', stage: 'customer' });
    expect(pick(other, text('call', { role: 'CHAMPION', channel: 'call' }), text('any', {}))).toBeNull();
  });

  test('nothing whose fields are not all known', () => {
    expect(pick(text('topic', { role: 'CHAMPION', text: '{{topic}}' }), forRole)).toBe('role');
    expect(pickText(STEP, FITTING, FIELDS, [forRole])?.resolvedText).toBe('role for Acme');
  });

  test('of what fits alike, what reps found more helpful; one vote does not beat many', () => {
    const loved = text('loved', { role: 'CHAMPION', ratings: { successes: 9, n: 10 } });
    const once = text('once', { role: 'CHAMPION', ratings: { successes: 1, n: 1 } });
    const poor = text('a', { role: 'CHAMPION', ratings: { successes: 1, n: 9 } });
    expect(pick(poor, once, loved)).toBe('loved');
    expect(pick(poor, forRole)).toBe('role');
  });
});

test('a text is picked for the play’s role, else for the likeliest of the first person', () => {
  const people = [
    buildPerson('1', { title: 'Chief Financial Officer', buyingRoles: [{ role: 'CHAMPION', setAt: daysAgo(3) }] }),
    buildPerson('2', { buyingRoles: [{ role: 'INFLUENCER', setAt: daysAgo(3) }] }),
    buildPerson('3', {
      buyingRoles: [
        { role: 'INFLUENCER', setAt: daysAgo(3) },
        { role: 'END_USER', setAt: daysAgo(3) },
      ],
    }),
  ];
  const context = buildPlayContext({ facts: { people, properties: { industry: 'RETAIL' } }, stage: 'aware' });
  const rest = { stage: 'aware', industry: 'RETAIL' };
  const { committee } = context.result;
  const reversed = { ...committee, roles: committee.roles.toReversed() };
  const turned = { ...context, result: { ...context.result, committee: reversed } };
  expect(['1', '2', '3'].map((contactId) => fitTo(turned, [contactId], null).role)).toEqual([
    'CHAMPION',
    'INFLUENCER',
    'INFLUENCER',
  ]);
  expect(fitTo(context, ['1', '2'], null)).toEqual({ role: 'CHAMPION', ...rest });
  expect(fitTo(context, ['2'], null)).toEqual({ role: 'INFLUENCER', ...rest });
  expect(fitTo(context, ['3'], null)).toEqual({ role: 'INFLUENCER', ...rest });
  expect(fitTo(context, ['1'], 'BUDGET_HOLDER')).toEqual({ role: 'BUDGET_HOLDER', ...rest });
  expect(fitTo(context, [], null)).toEqual({ role: null, ...rest });
  expect(fitTo(buildPlayContext(), [], null).industry).toBeNull();
});

test('a play says its own text where the library has none, and names the one it took', () => {
  const buyingRoles = [{ role: 'DECISION_MAKER', setAt: daysAgo(3) } as const];
  const people = [buildPerson('1', { name: 'Ana Ruiz', buyingRoles }), buildPerson('2')];
  const context = buildPlayContext({ facts: { people } });
  const due = findDuePlays(context, [newDecisionMaker]);
  const stepOf = (library: readonly LibraryText[]) =>
    recommendPlays(context, {}, due, library)[0]?.steps.find(({ fromLibrary }) => fromLibrary === true);
  expect(stepOf([])?.resolvedText).toMatch(/^Hi Ana, I look after Acme/);
  expect(stepOf([])).not.toHaveProperty('textId');
  expect(stepOf(STARTER_TEXTS)).toMatchObject({
    textId: 'starter-decision-maker',
    resolvedText: expect.stringMatching(/^Hi Ana, companies like Acme/),
  });
});

test('the texts that ship can always be shown, and a portal’s own stand in their place or take them out', () => {
  for (const starter of STARTER_TEXTS) {
    expect(findTextFaults(starter.text, { hasRole: false })).toEqual([]);
    const { role, stage, industry } = starter;
    expect(pickText(STEP, { role, stage: stage ?? FITTING.stage, industry }, FIELDS, [starter])).not.toBeNull();
  }
  const [first, second] = STARTER_TEXTS as [LibraryText, LibraryText];
  const own = [
    { ...first, title: 'Ours', archived: false },
    { ...second, archived: true },
    { ...text('new', { stage: 'aware' }), archived: false },
  ];
  const library = listLibrary(own);
  expect(library.map(({ textId }) => textId)).not.toContain(second.textId);
  expect(library.filter(({ textId }) => textId === first.textId)).toMatchObject([{ title: 'Ours' }]);
  expect(library).toHaveLength(STARTER_TEXTS.length);
});

const pickFor = (fitting: Partial<Parameters<typeof pickText>[1]>) =>
  pickText(STEP, { role: 'DECISION_MAKER', stage: 'engaged', industry: null, ...fitting }, FIELDS, STARTER_TEXTS);

test('of the texts that ship those for a stage of an industry go before those for a role, and stand for no other', () => {
  expect(pickFor({})?.textId).toBe('starter-decision-maker');
  expect(pickFor({ industry: 'RESTAURANTS' })?.textId).toBe('starter-decision-maker');
  for (const { textId, stage, industry } of STARTER_TEXTS.filter(({ role }) => role === null)) {
    expect(pickFor({ ...(stage === null ? {} : { stage }), industry })?.textId).toBe(textId);
    expect(pickFor({ stage: 'customer', industry })?.textId).toBe('starter-decision-maker');
  }
});

test('the texts that ship name industries of HubSpot, cover the usual stages of each, and are one of a kind', () => {
  const industries = new Set<string>(INDUSTRIES.map(([value]) => value));
  const ofStages = STARTER_TEXTS.filter(({ stage }) => stage !== null);
  expect(ofStages.filter(({ industry }) => !industries.has(industry ?? ''))).toEqual([]);
  for (const texts of Map.groupBy(ofStages, ({ industry }) => industry).values()) {
    expect(texts.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['aware', 'engaged']));
  }
  const keys = STARTER_TEXTS.map(({ role, stage, industry }) => `${role} ${stage} ${industry}`);
  expect(new Set([...keys, ...STARTER_TEXTS.map(({ textId }) => textId)]).size).toBe(2 * STARTER_TEXTS.length);
});

test('says in what an account is another than those a text is made for, whatever the case of its industry', () => {
  const made = (changes: Partial<LibraryText>) => findMisfits(text('a', changes), FITTING);
  expect(made({})).toEqual([]);
  expect(made({ stage: 'engaged', industry: 'Computer software' })).toEqual([]);
  expect(made({ stage: 'aware' })).toEqual(['stage']);
  expect(made({ industry: 'BANKING' })).toEqual(['industry']);
  expect(made({ stage: 'aware', industry: 'BANKING' })).toEqual(['stage', 'industry']);
  expect(findMisfits(text('a', { industry: 'BANKING' }), { stage: 'engaged', industry: null })).toEqual(['industry']);
});
