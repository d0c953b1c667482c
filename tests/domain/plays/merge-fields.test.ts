import { describe, expect, test } from 'vitest';
import { collectMergeFields, readFirstName, resolveText } from '../../../src/domain/plays/merge-fields.ts';
import type { MergeFields } from '../../../src/domain/plays/merge-fields.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const ANA = buildPerson('1', { name: 'Ana Ruiz', title: 'COO' });
const EMPTY = collectMergeFields(buildPlayContext({ facts: { name: ' ' } }), [], null);

const note = (text: string) => ({ itemId: text, text, notedAt: daysAgo(1) });

test('the account plan fills its fields with what was noted last', () => {
  const plan = { objective: note('Win Ulm'), initiatives: [note('Cloud'), note('Older')], competitors: [] };
  const fields = collectMergeFields(buildPlayContext({ facts: { plan } }), [], null);
  expect(resolveText('{{plan.objective}}: {{plan.initiative}}', fields)).toBe('Win Ulm: Cloud');
  expect(resolveText('{{plan.competitor}}', fields)).toBeNull();
});

describe('resolveText', () => {
  const fields: MergeFields = { ...EMPTY, company: 'Acme', 'contact.firstName': 'Ana' };

  test('fills what is known and falls back on the words given where it is not', () => {
    expect(resolveText('Hi {{contact.firstName|there}}, about {{ company }}.', fields)).toBe('Hi Ana, about Acme.');
    expect(resolveText('Hi {{contact.firstName|there}}.', EMPTY)).toBe('Hi there.');
  });

  test('resolves to nothing where a field without other words is unknown', () => {
    expect(resolveText('Hi {{contact.firstName}}.', EMPTY)).toBeNull();
  });

  test('resolves to nothing where a field is none of ours or badly written', () => {
    for (const text of ['{{contact.shoeSize|}}', '{{company', '{{contact.firstName|{{company}}}}', 'a }} b', '{{}}']) {
      expect(resolveText(text, fields)).toBeNull();
    }
  });

  test('takes a value as it is: a field inside it is not filled', () => {
    expect(resolveText('About {{company}}', { ...fields, company: '{{contact.firstName}} $& Co' })).toBe(
      'About contact.firstName $& Co',
    );
  });
});

test.each([
  ['Ana Ruiz', 'Ana'],
  ['Ruiz, Ana', 'Ana'],
  ['Dr. Jürgen Groß', 'Jürgen'],
  ['Frau Weber', null],
  ["D'Arcy O'Neil", "D'Arcy"],
  ['Zoë', 'Zoë'],
  ['李明', '李明'],
  ['J. Weber', null],
  ['ana.ruiz@acme.example', null],
  ['  ', null],
  ['12345', null],
  [null, null],
])('the first name of %j is %j', (fullName, expected) => {
  expect(readFirstName(fullName)).toBe(expected);
});

describe('collectMergeFields', () => {
  test('reads contact, introducer, deals, topic and event', () => {
    const context = buildPlayContext({
      facts: {
        people: [ANA, buildPerson('2', { name: 'Jonas Weber' })],
        activities: [buildActivity('2', 'email_reply', 3), buildActivity('1', 'event_attended', 9, 'ABM Forum')],
        deals: [buildDeal(), buildDeal({ dealId: '9', name: 'Old one', state: 'lost', closedAt: daysAgo(200) })],
        signals: [buildSignal()],
      },
    });
    expect(collectMergeFields(context, ['1'], 'BUDGET_HOLDER')).toEqual({
      company: 'Acme',
      cluster: null,
      'contact.firstName': 'Ana',
      'contact.name': 'Ana Ruiz',
      'contact.title': 'COO',
      'via.firstName': 'Jonas',
      'via.name': 'Jonas Weber',
      role: 'budget holder',
      'deal.name': 'Acme platform',
      'deal.stage': 'Qualified To Buy',
      'lostDeal.name': 'Old one',
      topic: 'data platform',
      'plan.objective': null,
      'plan.initiative': null,
      'plan.competitor': null,
      event: 'ABM Forum',
    });
  });

  test('knows nothing of an account of which nothing is known', () => {
    expect(Object.values(EMPTY).every((value) => value === null)).toBe(true);
  });

  test('never asks a blocker, a bounced or an opted-out person for an introduction', () => {
    const unfit = [
      buildPerson('2', { buyingRoles: [{ role: 'BLOCKER', setAt: null }] }),
      buildPerson('3', { bounced: true }),
      buildPerson('4', { optedOut: true }),
    ];
    const activities = unfit.map(({ contactId }) => buildActivity(contactId, 'email_click', 2));
    const context = buildPlayContext({ facts: { people: [ANA, ...unfit], activities } });
    expect(collectMergeFields(context, ['1'], null)['via.name']).toBeNull();
  });
});
