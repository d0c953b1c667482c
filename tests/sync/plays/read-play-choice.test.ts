import { expect, test } from 'vitest';
import { championQuiet } from '../../../src/domain/plays/plays/champion-quiet.ts';
import { surge } from '../../../src/domain/plays/plays/surge.ts';
import { AS_SHIPPED, toEdit, type PlayEdit } from '../../../src/domain/plays/portal-plays.ts';
import { readPlayChoice } from '../../../src/sync/plays/read-play-choice.ts';

const { aim: _aim, ...rest } = toEdit(surge);
const FORMER = { ...rest, targetRole: null, targetState: 'engaged' };
const read = (playId: string, edit: unknown): PlayEdit | null =>
  readPlayChoice({ playId, choice: { enabled: false, autoStart: [1], edit } }).edit;

test('a choice is read as it was kept', () => {
  const choice = { enabled: false, autoStart: [1], edit: toEdit(surge) };
  expect(readPlayChoice({ playId: 'surge', choice })).toEqual(choice);
  expect(readPlayChoice({ playId: 'surge', choice: AS_SHIPPED })).toEqual(AS_SHIPPED);
});

test('an edit from before aims were data keeps the role it was for', () => {
  const edit = { ...FORMER, targetRole: 'CHAMPION', targetState: 'reached' };
  const aim = { kind: 'role', role: 'CHAMPION', state: 'reached' };
  expect(read('surge', edit)).toEqual({ ...rest, aim });
  expect(read('own-1', edit)).toEqual({ ...rest, aim });
});

test('one without a role keeps the sentence that was shown: of the play that ships, or that one of its people acts', () => {
  expect(read('surge', FORMER)).toEqual(toEdit(surge));
  expect(read('surge', { ...FORMER, outcomeWithinDays: 30 })?.aim).toEqual({ kind: 'active' });
  expect(read('own-1', FORMER)?.aim).toEqual({ kind: 'active' });
  const { outcomeWithinDays } = championQuiet;
  expect(read('champion-quiet', { ...FORMER, outcomeWithinDays })?.aim).toEqual({ kind: 'active' });
});
