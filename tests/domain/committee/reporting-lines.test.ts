import { describe, expect, test } from 'vitest';
import { findManagers, listAbove, type ReportingFact } from '../../../src/domain/committee/reporting-lines.ts';

const person = (contactId: string, name: string, manager: string | null): ReportingFact => ({
  contactId,
  name,
  email: `${contactId}@acme.example`,
  manager,
});
const LOPEZ = person('9', 'Maria Lopez', null);

describe('who somebody reports to', () => {
  test.each([
    ['a record id', '9', { contactId: '9', name: 'Maria Lopez' }],
    ['a record id between blanks', ' 9 ', { contactId: '9', name: 'Maria Lopez' }],
    ['an e-mail address, however written', ' 9@Acme.Example ', { contactId: '9', name: 'Maria Lopez' }],
    ['a name, however spaced', 'maria  lopez', { contactId: '9', name: 'Maria Lopez' }],
    ['a name turned round', 'Lopez, Maria', { contactId: '9', name: 'Maria Lopez' }],
    ['the name of somebody who is no contact', 'Li Wei', { contactId: null, name: 'Li Wei' }],
    ['such a name turned round, with a degree', 'Wei , Li , MBA', { contactId: null, name: 'Li Wei' }],
    ['such a name and a comma alone', 'Wei,', { contactId: null, name: 'Wei' }],
    ['such a name that is another without its space', 'MariaLopez', { contactId: null, name: 'MariaLopez' }],
    ['the address of somebody who is none', 'li@acme.example', { contactId: null, name: 'li@acme.example' }],
  ])('is told by %s', (_, value, manager) => {
    expect(findManagers([person('1', 'Ana Ruiz', value), LOPEZ])).toEqual(new Map([['1', manager]]));
  });

  test.each([
    ['nothing', null],
    ['blanks', '  '],
    ['an id that nobody of them has', '404'],
    ['themselves by id', '1'],
    ['themselves by name', 'ana ruiz'],
    ['a mark', '–'],
  ])('is not known from %s', (_, value) => {
    expect(findManagers([person('1', 'Ana Ruiz', value), LOPEZ]).size).toBe(0);
  });

  test('is told by a name that HubSpot holds between blanks', () => {
    const people = [person('1', 'Ana Ruiz', 'Maria Lopez'), { ...LOPEZ, name: ' Maria Lopez ' }];
    expect(findManagers(people).get('1')?.contactId).toBe('9');
  });

  test('is not known from a name that two of them have', () => {
    const people = [person('1', 'Ana Ruiz', 'Maria Lopez'), LOPEZ, { ...LOPEZ, contactId: '10' }];
    expect(findManagers(people).size).toBe(0);
  });
});

test('above people are those who are not engaged and those who are no contacts, most people under them first', () => {
  const people = [
    person('1', 'Ana Ruiz', '9'),
    person('2', 'Ben Ode', 'Li Wei'),
    person('3', 'Cem Arslan', 'Wei, Li'),
    person('4', 'Dora Lind', '1'),
    LOPEZ,
  ];
  const above = listAbove(people, findManagers(people), (contactId) => contactId === '1');
  expect(above).toEqual([
    { contactId: null, name: 'Li Wei', over: ['Ben Ode', 'Cem Arslan'] },
    { contactId: '9', name: 'Maria Lopez', over: ['Ana Ruiz'] },
  ]);
});

test('managers of one name are told apart where they are contacts, and as many people are over by name', () => {
  const people = [
    person('1', 'Ana Ruiz', '10'),
    person('2', 'Ben Ode', '9'),
    person('3', 'Cem Arslan', 'Wei Zu'),
    person('4', 'Dora Lind', 'Li Wei'),
    LOPEZ,
    { ...LOPEZ, contactId: '10' },
  ];
  const above = listAbove(people, findManagers(people), () => false);
  expect(above.map(({ name, over }) => [name, ...over])).toEqual([
    ['Li Wei', 'Dora Lind'],
    ['Maria Lopez', 'Ana Ruiz'],
    ['Maria Lopez', 'Ben Ode'],
    ['Wei Zu', 'Cem Arslan'],
  ]);
});
