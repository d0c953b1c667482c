import {
  Alert,
  Button,
  Form,
  Input,
  LoadingButton,
  NumberInput,
  Select,
  TextArea,
  Toggle,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { data, listed, MAP, SEQUENCES, show, showAnswered } from './show-plays.tsx';

type Shown = ReturnType<typeof show>;
const choose = (page: Shown, name: string, value: string): void =>
  page.find(Select, (each) => each.props.name === name).trigger('onChange', value as never);
const channelsOf = (page: Shown): unknown[] =>
  page.find(Select, (each) => each.props.name === 'step-0-channel').props.options.map(({ value }) => value);

/** The page as it is read. */
async function shown(read: unknown): Promise<Shown> {
  const page = show(read);
  await page.sees('Map the committee');
  return page;
}

describe('the library', () => {
  test('says of each play when it is due, how it worked with and without it, and what that says', async () => {
    const anywhere = listed('any', 'Anywhere', { atWork: { offered: 0, running: 0, waiting: 0 } });
    anywhere.edit.tiers = [1, 'none'];
    const page = show(
      data([MAP, anywhere, listed('new', 'New one', { enabled: false, autoStart: [1], isEdited: true })]),
    );
    await page.sees('Map the committee');
    expect(page.screen()).toContain('Trigger: coverage is under 50');
    expect(page.screen()).toContain('Tiers 1–2 stage Engaged due for 1,204 accounts of 2,200 running at 3 7 of 18');
    expect(page.screen()).toContain('Tiers 1–2 stage Engaged off running at 3 7 of 18');
    expect(page.screen()).toContain('Tier 1 and no tier stage Engaged none due of 1,500 7 of 18');
    expect(page.screen()).toContain('7 of 18 (39%, 20–61) 5 of 21 (24%, 20–61) Too few to say');
    expect(page.screen()).toContain('edited · off · starts automatically: Tier 1');
  });

  test('says that it is being counted after a change, and the count once there is one', async () => {
    const off = listed('off', 'Off', { enabled: false });
    const page = show({ ...data([MAP, off]), isCounting: true });
    await page.sees('Map the committee');
    expect(page.screen()).toContain('being counted of 2,200 running at 3');
    expect(page.screen()).toContain('off running at 3');
    page.press('Map the committee');
    await page.sees('Now being counted, running at 3');
  });

  test('asks whether it is still being counted, and reads the page again once it is not', async () => {
    const page = showAnswered({
      reads: [{ ...data([MAP]), isCounting: true }, 'unreachable', data([MAP])],
      changes: [],
      counts: [{ isCounting: true }, 'unreachable', { isCounting: false }],
    });
    await page.sees('being counted');
    await page.sees('due for 1,204 accounts');
    expect(page.asked.length).toBeGreaterThanOrEqual(3);
    expect(page.read).toHaveLength(3);
  });

  test('stays as it is where it cannot be read again', async () => {
    const page = showAnswered({
      reads: [{ ...data([MAP]), isCounting: true }, 'unreachable'],
      changes: [],
      counts: [{ isCounting: false }],
    });
    await page.sees('being counted');
    await expect.poll(() => page.read.length).toBeGreaterThan(2);
    expect(page.screen()).toContain('Map the committee');
  });

  test('proposes to retire a play, which an admin’s click switches off', async () => {
    const worse = listed('cold', 'Write cold', {
      observed: {
        ...MAP.observed,
        run: { successes: 3, n: 60, percent: 5, low: 2, high: 14 },
        notRun: { successes: 17, n: 70, percent: 24, low: 16, high: 35 },
        verdict: 'does harm: fewer reach the aim with it than without',
        retire: '5% of 60 runs reached the aim.',
      },
    });
    const page = show(data([worse, MAP]), data([{ ...worse, enabled: false, observed: MAP.observed }, MAP]));
    await page.sees('Retire "Write cold"?');
    expect(page.screen()).toContain('1 play does not work: switch it off or keep it.');
    expect(page.find(Button, ({ text }) => text === 'Switch it off').props.variant).toBe('primary');
    expect(page.screen()).toContain(
      '3 of 60 runs reached the aim: 5%, at most 14%. Where it was due and nobody ran it, 17 of 70 got there all the same: 24%.',
    );
    expect(page.screen()).toContain('17 of 70 (24%, 16–35) Worse with it');
    page.press('Switch it off');
    await page.waitFor(() => expect(page.screen()).not.toContain('Retire'));
    expect(page.screen()).toContain('Nothing to decide.');
    expect(page.sent).toMatchObject([
      {
        url: expect.stringContaining('/api/plays/switch'),
        body: { requestId: 'id-1', playId: 'cold', enabled: false },
      },
    ]);
  });

  test('shows who may not change it whom to ask, and nothing to press', async () => {
    const page = show(data([MAP], false));
    await page.sees('You can look but not change this');
    await page.sees('by admins (Ava Stone) and by whoever holds the key of Marketing (Mia Marks).');
    expect(page.find(Toggle).props.readonly).toBe(true);
    expect(page.screen()).not.toMatch(/Add a play|Nothing to decide/);
  });

  test('says that it cannot be read, and what went wrong with a change', async () => {
    const lost = show('unreachable');
    await lost.sees('The plays could not be read');
    const page = show(data([MAP]), { status: 400, body: { error: { code: 'INVALID_INPUT', message: 'No.' } } });
    await page.sees('Map the committee');
    page.find(Toggle).trigger('onChange', false as never);
    await page.sees('No.');
    expect(page.screen()).not.toContain('Saved');
  });

  test('says that a tick is saved at once, and that it was', async () => {
    const page = show(data([MAP]), data([{ ...MAP, enabled: false }]));
    await page.sees('Ticks under "On" are saved at once.');
    expect(page.screen()).not.toContain('Saved');
    page.find(Toggle).trigger('onChange', false as never);
    await page.sees('Saved');
    page.press('Map the committee');
    page.press('All plays');
    await page.sees('Ticks under');
    expect(page.screen()).not.toContain('Saved');
    expect((await shown(data([MAP], false))).screen()).not.toContain('are saved at once');
  });
});

describe('the editor', () => {
  test('sends the play with its trigger chosen from lists', async () => {
    const page = show(data([{ ...MAP, version: 3 }]), data([MAP]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    page.press('Edit');
    await page.sees('Edit "Map the committee"');
    page.find(Input, (each) => each.props.name === 'name').trigger('onChange', 'Map them' as never);
    page.press('Add a condition');
    page.find(Select, (each) => each.props.name === 'kind-2').trigger('onChange', 'risk' as never);
    page.find(Select, (each) => each.props.name === 'how').trigger('onChange', 'any' as never);
    page.find(TextArea, (each) => each.props.name === 'step-0-text').trigger('onChange', 'Hello' as never);
    page.find(Form).trigger('onSubmit');
    await page.waitFor(() => expect(page.sent).toHaveLength(1));
    expect(page.sent[0]?.body).toMatchObject({
      playId: 'map',
      version: 3,
      edit: {
        name: 'Map them',
        when: { any: [{ score: 'coverage', under: 50 }, { risk: 'single_threaded' }] },
        steps: [{ title: 'Ring', text: 'Hello' }],
      },
    });
  });

  test('says at its head what saving changes, as tiers and stages are chosen, and what is not saved', async () => {
    const page = show(data([MAP]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    page.press('Edit');
    await page.sees(
      'Save No changes to save yet Saving changes it for the 1,204 accounts it is due for now, of 2,200 accounts in its tiers and stages.',
    );
    expect(page.findAll(LoadingButton, ({ text }) => text === 'Save')).toHaveLength(2);
    page.find(ToggleGroup, ({ props }) => props.name === 'tiers').trigger('onChange', ['1'] as never);
    await page.sees('Save Not saved yet');
    expect(page.screen()).toContain('of 1,500 accounts in its tiers and stages.');
    page.press('Close, keep it for later');
    await page.sees('Start automatically');
    page.press('All plays');
    page.press('Add a play');
    await page.sees('Saving adds it for');
  });

  test('offers a sequence where the account allows it, and nothing of it elsewhere', async () => {
    const page = show({ ...data([MAP]), maySequence: true }, data([MAP]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    page.press('Edit');
    await page.sees('Edit "Map the committee"');
    expect(channelsOf(page)).toContain('sequence');
    choose(page, 'step-0-channel', 'sequence');
    await page.waitFor(() => page.find(Select, (each) => each.props.name === 'step-0-sequence'));
    choose(page, 'step-0-sequence', '4200');
    page.find(Form).trigger('onSubmit');
    await page.waitFor(() => expect(page.sent).toHaveLength(1));
    const sequence = SEQUENCES[1];
    expect(page.sent[0]?.body).toMatchObject({ edit: { steps: [{ title: 'Ring', channel: 'sequence', sequence }] } });

    const without = show(data([MAP]));
    await without.sees('Map the committee');
    without.press('Map the committee');
    without.press('Edit');
    await without.sees('Edit "Map the committee"');
    expect(channelsOf(without)).not.toContain('sequence');
  });

  test('says what does not hold by step and field, and keeps what was typed', async () => {
    const message = 'Check edit.steps.0.text: {{phone}} is no merge field.';
    const page = show(data([MAP]), { status: 400, body: { error: { code: 'INVALID_INPUT', message } } });
    await page.sees('Map the committee');
    page.press('Add a play');
    page.find(TextArea, (each) => each.props.name === 'step-0-text').trigger('onChange', '{{phone}}' as never);
    page.find(Form).trigger('onSubmit');
    await page.sees('Check step 1, text: {{phone}} is no merge field.');
    expect(page.find(TextArea, (each) => each.props.name === 'step-0-text').props.value).toBe('{{phone}}');
  });

  test('asks for a property of the account, and for what must not hold', async () => {
    const page = show(data([MAP]), data([MAP]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    page.press('Edit');
    await page.sees('Edit "Map the committee"');
    choose(page, 'how', 'none');
    choose(page, 'kind-1', 'property');
    await page.waitFor(() =>
      expect(page.find(Select, (each) => each.props.name === 'property-1').props.options).toContainEqual({
        value: 'segment',
        label: 'Segment',
      }),
    );
    choose(page, 'property-1', 'segment');
    choose(page, 'when.kind-1', 'oneOf');
    page.find(Input, (each) => each.props.name === 'when.values-1').trigger('onChange', 'Public, ' as never);
    expect(page.find(Input, (each) => each.props.name === 'when.values-1').props.value).toBe('Public, ');
    page.find(Form).trigger('onSubmit');
    await page.waitFor(() => expect(page.sent).toHaveLength(1));
    expect(page.sent[0]?.body).toMatchObject({
      edit: { when: { not: { property: 'segment', when: { kind: 'oneOf', values: ['Public'] } } } },
    });
  });

  test('says beside a condition what does not hold', async () => {
    const faults = [{ field: 'edit.when.under', problem: 'is 101: expected a number from 0 to 100' }];
    const error = { code: 'INVALID_INPUT', message: 'Check edit.when.under', faults };
    const page = show(data([MAP]), { status: 400, body: { error } });
    await page.sees('Map the committee');
    page.press('Map the committee');
    page.press('Edit');
    await page.sees('Edit "Map the committee"');
    page.find(Form).trigger('onSubmit');
    await page.waitFor(() =>
      expect(page.find(NumberInput, (each) => each.props.name === 'under-1').props).toMatchObject({
        error: true,
        validationMessage: 'is 101: expected a number from 0 to 100',
      }),
    );
  });
});

test('importing says how many rows are in, or what is wrong', async () => {
  const page = show(
    data([MAP]),
    { status: 400, body: { error: { code: 'INVALID_INPUT', message: 'row 2, play: "x" is no play here' } } },
    { run: 2, notRun: 1, known: 4 },
  );
  await page.sees('Map the committee');
  page.press('Import past plays');
  page.find(TextArea).trigger('onChange', 'company,play' as never);
  page.find(Form).trigger('onSubmit');
  await page.sees('row 2, play: "x" is no play here');
  page.find(Form).trigger('onSubmit');
  await page.sees('Imported: 2 that were run and 1 that nobody ran. 4 had been imported before.');
  expect(page.findAll(Alert)).toHaveLength(1);
});
