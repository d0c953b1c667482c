import { expect, test } from 'vitest';
import { surge } from '../../../src/domain/plays/plays/surge.ts';
import { toEdit } from '../../../src/domain/plays/portal-plays.ts';
import { playEditSchema } from '../../../src/sync/plays/play-edit.ts';

/** What is wrong with a play of this aim (within 14 days), by field. */
const faultsOf = (aim: unknown): string[] => {
  const { error } = playEditSchema.safeParse({ ...toEdit(surge), aim });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
};

test.each<[unknown]>([
  [{ kind: 'active' }],
  [{ kind: 'conversation' }],
  [{ kind: 'role', role: 'PROCUREMENT', state: 'reached' }],
  [{ kind: 'people', atLeast: 50 }],
  [{ kind: 'score', score: 'intent', min: 100 }],
  [{ kind: 'deal' }],
  [{ kind: 'pause', days: 14 }],
])('takes the aim %j', (aim) => {
  expect(playEditSchema.parse({ ...toEdit(surge), aim }).aim).toEqual(aim);
});

test.each<[unknown, string]>([
  [undefined, 'aim must name an aim'],
  [{ kind: 'wealth' }, 'aim.kind must name an aim'],
  [{ kind: 'meeting', min: 3 }, 'aim Unrecognized key: "min"'],
  [{ kind: 'role', state: 'reached' }, 'aim.role Invalid option'],
  [{ kind: 'role', role: 'CHAMPION', state: 'missing' }, 'aim.state Invalid option'],
  [{ kind: 'people', atLeast: 0 }, 'aim.atLeast must be at least 1 people'],
  [{ kind: 'score', score: 'fit', min: 20 }, 'aim.score Invalid option'],
  [{ kind: 'score', score: 'coverage', min: 101 }, 'aim.min must be at most 100 points'],
  [{ kind: 'pause', days: 1.5 }, 'aim.days must be a whole number of days'],
  [{ kind: 'pause', days: 15 }, 'aim.days must be at most the 14 days in which it is to be seen'],
])('refuses the aim %j', (aim, fault) => {
  expect(faultsOf(aim)).toEqual([expect.stringContaining(fault)]);
});

test('a text may name the role only where the aim is one', () => {
  const steps = [{ title: 'Ring', channel: 'call', who: 'owner', dueInDays: 0, text: 'Ask for the {{role}}' }];
  const parse = (aim: unknown) => playEditSchema.safeParse({ ...toEdit(surge), steps, aim }).success;
  expect(parse({ kind: 'role', role: 'CHAMPION', state: 'engaged' })).toBe(true);
  expect(parse({ kind: 'meeting' })).toBe(false);
});
