import { expect, test } from 'vitest';
import { nameUsers, type Owner } from '../../../src/storage/mirror/owners.ts';

const owner = (changes: Partial<Owner>): Owner => ({
  ownerId: '1',
  userId: '77',
  email: 'ava@vendor.example',
  name: 'Ava Stone',
  active: true,
  ...changes,
});
const namesOf = (...owners: Partial<Owner>[]) => Object.fromEntries(nameUsers(owners.map(owner)));

test('a user is told by the name of the owner with their address, whatever its case; a queue has no address', () => {
  expect(namesOf({ email: 'Ava@Vendor.example' }, { ownerId: '2', email: null, name: 'Queue' })).toEqual({
    'ava@vendor.example': 'Ava Stone',
  });
});

test('two with one name are told with their addresses, everybody else without', () => {
  const twin = { ownerId: '2', email: 'Ava.S@vendor.example', name: 'ava stone' };
  expect(namesOf({}, twin, { ownerId: '3', email: 'mia@vendor.example', name: 'Mia Marks' })).toEqual({
    'ava@vendor.example': 'Ava Stone (ava@vendor.example)',
    'ava.s@vendor.example': 'ava stone (ava.s@vendor.example)',
    'mia@vendor.example': 'Mia Marks',
  });
});

test('who came back under another owner is one person, told by the name they have now', () => {
  const former = { ownerId: '9', name: 'Ava Former', active: false };
  expect(namesOf({}, former)).toEqual({ 'ava@vendor.example': 'Ava Stone' });
  expect(namesOf(former, {})).toEqual({ 'ava@vendor.example': 'Ava Stone' });
  expect(namesOf({}, { ...former, name: 'Ava Stone' })).toEqual({ 'ava@vendor.example': 'Ava Stone' });
});
