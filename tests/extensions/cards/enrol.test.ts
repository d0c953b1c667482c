import { LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { inDays, makeAccount, makeRun } from './account.ts';
import { showCard } from './show-card.tsx';

const ENROL = { sequence: 'First touch', person: 'Ana Ruiz', state: 'offered', at: null, reason: null } as const;
const enrolling = (enrol: object) =>
  makeRun({
    steps: [{ title: 'Enrol', dueAt: inDays(1), taskId: '9', enrol: { ...ENROL, ...enrol } }],
  });

describe('running plays', () => {
  test('enrol the named person in a sequence by one click, and say when they are', async () => {
    const offered = makeAccount({ roles: [], plays: [], running: [enrolling({})] });
    const enrolled = makeAccount({ roles: [], plays: [], running: [enrolling({ state: 'enrolled', at: inDays(0) })] });
    const card = await showCard(Plays, 'Running', [offered, enrolled]);
    card.find(LoadingButton, (button) => button.text === 'Enrol Ana Ruiz in "First touch"').trigger('onClick');
    await card.sees('Ana Ruiz is enrolled in "First touch" now');
    expect(card.requests[1]).toMatchObject({
      url: expect.stringContaining('/plays/enrol'),
      body: { companyId: '42', step: 0, requestId: expect.any(String) },
    });
    expect(card.findAll(LoadingButton)).toEqual([]);
  });

  test.each([
    [{ state: 'refused', reason: 'no seat' }, 'HubSpot did not enrol: no seat', 1],
    [{ state: 'asked' }, 'look at the contact before you enrol by hand', 0],
    [{ state: 'unavailable', reason: 'Not allowed here.' }, 'Enrol in "First touch" by hand. Not allowed here.', 0],
  ])('say of an enrolment that did not go through what is to be done: %j', async (enrol, sentence, buttons) => {
    const card = await showCard(Plays, 'Tier 1', [makeAccount({ roles: [], plays: [], running: [enrolling(enrol)] })]);
    expect(card.screen()).toContain(sentence);
    expect(card.findAll(LoadingButton)).toHaveLength(buttons);
  });
});
