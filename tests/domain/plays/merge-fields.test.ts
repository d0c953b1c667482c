import { describe, expect, test } from 'vitest';
import type { Expression } from '../../../src/domain/condition/expression.ts';
import {
  collectMergeFields,
  listFieldNames,
  listUnknownFields,
  readFirstName,
  fillKnown,
  resolveText,
} from '../../../src/domain/plays/merge-fields.ts';
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
    expect(fillKnown('{{ company }}: {{deal.name}}, {{deal.name|it}}, {{phone}}', fields)).toBe(
      'Acme: {{deal.name}}, it, {{phone}}',
    );
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
  ['4na Ruiz', null],
  ['Ana3 Ruiz', null],
  [null, null],
])('the first name of %j is %j', (fullName, expected) => {
  expect(readFirstName(fullName)).toBe(expected);
});

test('the fields of a text are listed as they are written', () => {
  expect(listFieldNames('Hi {{contact.firstName|there}} of {{ company }} and {{company}}')).toEqual([
    'contact.firstName',
    'company',
    'company',
  ]);
});

test('the fields that keep a text from being shown are listed once each', () => {
  const fields = { ...EMPTY, company: 'Acme' };
  const text = 'Hi {{contact.firstName}} of {{company}}: {{topic|news}}, {{event}}, {{ event }} and {{shoeSize|40}}';
  expect(listUnknownFields(text, fields)).toEqual(['contact.firstName', 'event', 'shoeSize']);
  expect(listUnknownFields('Hi {{contact.firstName|there}}', EMPTY)).toEqual([]);
  expect(listUnknownFields('Hi', EMPTY)).toEqual([]);
});

describe('collectMergeFields', () => {
  test('knows the last event of the contact, not what else they did or where others were', () => {
    const activities = [
      { ...buildActivity('1', 'event_attended', 5, 'Second by id'), activityId: 'b' },
      { ...buildActivity('1', 'event_attended', 5, 'ABM Forum'), activityId: 'a' },
      buildActivity('1', 'event_attended', 9, 'Before'),
      buildActivity('1', 'page_view', 1, '/pricing'),
      buildActivity('2', 'event_attended', 1, 'Of another'),
    ];
    for (const told of [activities, activities.toReversed()]) {
      const context = buildPlayContext({ facts: { people: [ANA, buildPerson('2')], activities: told } });
      expect(collectMergeFields(context, ['1'], null).event).toBe('ABM Forum');
    }
  });

  test('takes the strongest live topic, the last lost deal and the last event of the contact', () => {
    const context = buildPlayContext({
      facts: {
        name: ' Acme ',
        people: [ANA],
        activities: [
          buildActivity('1', 'event_attended', 30, 'Before'),
          buildActivity('1', 'event_attended', 0, 'ABM Forum'),
          buildActivity('1', 'event_attended', -3, 'To come'),
          buildActivity('1', 'event_registered', 2, 'Registered'),
          buildActivity('2', 'event_attended', 1, 'Of another'),
        ],
        deals: [
          buildDeal({ dealId: '1', name: 'Won', state: 'won', closedAt: daysAgo(1) }),
          buildDeal({ dealId: '2', name: 'First', state: 'lost', closedAt: daysAgo(200) }),
          buildDeal({ dealId: '3', name: 'Last', state: 'lost', closedAt: daysAgo(100) }),
        ],
        signals: [
          buildSignal({ topic: 'weak', strength: 20 }),
          buildSignal({ topic: 'strong', strength: 60, occurredAt: daysAgo(14) }),
          buildSignal({ topic: 'old', strength: 99, occurredAt: daysAgo(15) }),
        ],
        plan: { objective: null, initiatives: [], competitors: [note('Globex')] },
      },
    });
    expect(collectMergeFields(context, ['1'], null)).toMatchObject({
      company: 'Acme',
      event: 'ABM Forum',
      'lostDeal.name': 'Last',
      topic: 'strong',
      'plan.objective': null,
      'plan.initiative': null,
      'plan.competitor': 'Globex',
    });
  });

  test('takes the topic of the signals that the trigger asks for, else that of the strongest of late', () => {
    const signals = [
      buildSignal({ signalId: '1', topic: 'payroll', strength: 95 }),
      buildSignal({ signalId: '2', topic: 'new ERP', source: 'G2', strength: 70, occurredAt: daysAgo(25) }),
      buildSignal({ signalId: '3', topic: 'ERP at last', strength: 90, occurredAt: daysAgo(20) }),
    ];
    const context = buildPlayContext({ facts: { signals } });
    const topic = (when?: Expression) => collectMergeFields(context, [], null, when).topic;
    const erp = { signal: { words: ['ERP'] }, withinDays: 30 } as const;
    expect([topic(), topic({ flag: 'surging' }), topic({ not: erp })]).toEqual(['payroll', 'payroll', 'payroll']);
    expect(topic({ all: [{ flag: 'surging' }, erp] })).toBe('ERP at last');
    const ofG2 = { signal: { sources: ['g2'] }, withinDays: 30 } as const;
    expect([topic(ofG2), topic({ any: [ofG2, erp] }), topic({ ...ofG2, withinDays: 20 })]).toEqual([
      'new ERP',
      'ERP at last',
      'payroll',
    ]);
  });

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
