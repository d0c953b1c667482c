import { expect, test } from 'vitest';
import { findTextFaults } from '../../../src/domain/plays/check-text.ts';
import { MERGE_FIELD_NAMES } from '../../../src/domain/plays/merge-fields.ts';

const NO_FIELD = `{{shoeSize}} is no merge field: use one of ${MERGE_FIELD_NAMES.join(', ')}`;
const BRACE = 'has a brace that is no merge field: write {{company}} or {{contact.firstName|there}}';
const NO_ROLE = '{{role}} is never known here: choose the role it is for, or write {{role|words}}';

test.each([
  ['Hi {{contact.firstName|there}}, about {{ company }}', []],
  ['{{shoeSize}} at {{company}}', [NO_FIELD]],
  ['About {company}', [BRACE]],
  ['About {{company', [BRACE]],
  ['For the {{ role }}', [NO_ROLE]],
  ['For the {{role|person in charge}}', []],
  ['{{role}} {{shoeSize}} }', [NO_FIELD, BRACE, NO_ROLE]],
])('%j has the faults %j', (text, faults) => {
  expect(findTextFaults(text, { hasRole: false })).toEqual(faults);
});

test('a role is known in a text that is for one', () => {
  expect(findTextFaults('For the {{role}}', { hasRole: true })).toEqual([]);
});
