import { Form, NumberInput, Select } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { data, MAP, show } from './show-plays.tsx';

describe('the aim of a play', () => {
  test('asks what the play aims at in plain words, and for a bound where the aim has one', async () => {
    const page = show(data([MAP]), ...Array.from({ length: 4 }, () => data([MAP])));
    await page.sees('Map the committee');
    const save = async (...steps: readonly (() => void)[]): Promise<unknown> => {
      const before = page.sent.length;
      page.press('Map the committee');
      page.press('Edit');
      await page.sees('Edit "Map the committee"');
      for (const step of steps) step();
      page.find(Form).trigger('onSubmit');
      await page.waitFor(() => expect(page.sent).toHaveLength(before + 1));
      await page.waitFor(() => expect(page.findAll(Form)).toHaveLength(0));
      page.press('All plays');
      return page.sent[before]?.body;
    };
    const choose = (name: string, value: string) => () =>
      page.find(Select, (each) => each.props.name === name).trigger('onChange', value as never);
    const type = (name: string, value: number) => () =>
      page.find(NumberInput, (each) => each.props.name === name).trigger('onChange', value as never);
    const words = () =>
      expect(page.find(Select, (each) => each.props.name === 'aim').props.options.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['A meeting held with one of its people', 'A new deal', 'Role: Budget holder']),
      );
    expect(await save(words, choose('aim', 'meeting'))).toMatchObject({ edit: { aim: { kind: 'meeting' } } });
    expect(
      await save(choose('aim', 'BUDGET_HOLDER'), choose('state', 'reached'), choose('aim', 'CHAMPION')),
    ).toMatchObject({
      edit: { aim: { kind: 'role', role: 'CHAMPION', state: 'reached' } },
    });
    expect(await save(choose('aim', 'score'), choose('aimScore', 'coverage'), type('aimMin', 50))).toMatchObject({
      edit: { aim: { kind: 'score', score: 'coverage', min: 50 } },
    });
    expect(await save(choose('aim', 'people'), type('people', 3))).toMatchObject({
      edit: { aim: { kind: 'people', atLeast: 3 } },
    });
  });

  test('says what is wrong with the aim', async () => {
    const message = 'Check edit.aim.days: must be at most the 30 days in which it is to be seen.';
    const page = show(data([MAP]), { status: 400, body: { error: { code: 'INVALID_INPUT', message } } });
    await page.sees('Map the committee');
    page.press('Add a play');
    page.find(Select, (each) => each.props.name === 'aim').trigger('onChange', 'pause' as never);
    page.find(NumberInput, (each) => each.props.name === 'pause').trigger('onChange', 31 as never);
    page.find(Form).trigger('onSubmit');
    await page.sees('Check the aim, days: must be at most the 30 days in which it is to be seen.');
    expect(page.sent[0]?.body).toMatchObject({ edit: { aim: { kind: 'pause', days: 31 } } });
  });
});
