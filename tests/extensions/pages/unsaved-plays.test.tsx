import { Form, Input, LoadingButton, NumberInput, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { data, MAP, show, showAnswered } from './show-plays.tsx';

type Shown = ReturnType<typeof show>;
const write = (page: Shown, name: string): void =>
  page.find(Input, (each) => each.props.name === 'name').trigger('onChange', name as never);
const submit = (page: Shown): void => page.find(Form).trigger('onSubmit');
/** Longer than somebody pauses before what they wrote is kept. */
const PAUSE_MS = 1_000;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
/** An answer that comes when it is told to. */
function hold(): { promise: Promise<unknown>; resolve: (answer: unknown) => void } {
  const waiting: ((answer: unknown) => void)[] = [];
  const promise = new Promise((resolve) => waiting.push(resolve));
  return { promise, resolve: (answer) => waiting[0]?.(answer) };
}
const BUSY = { status: 503, body: { error: { code: 'BUSY', message: 'Come back later.' } } };

/** The form of the play that the page has. */
async function openForm(page: Shown): Promise<void> {
  await page.sees('Map the committee');
  page.press('Map the committee');
  page.press('Edit');
  await page.sees('Cancel');
}

describe('an edit that is not saved', () => {
  const held = {
    playId: 'map',
    version: 0,
    edit: { ...MAP.edit, name: 'Map all of them' },
    at: '2026-11-20T10:31:00Z',
  };

  test('is kept as it is written, and with what was written last where it is closed for later', async () => {
    const page = show(data([MAP]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    page.press('Edit');
    await page.sees('Cancel');
    write(page, 'Map');
    await page.sees('What you write is kept for you');
    await page.waitFor(() => expect(page.kept).toHaveLength(1));
    expect(page.kept[0]?.body).toMatchObject({ playId: 'map', version: 0, edit: { name: 'Map', cooldownDays: 45 } });
    page.find(NumberInput, (each) => each.props.name === 'under-1').trigger('onChange', 40 as never);
    page.press('Close, keep it for later');
    await page.waitFor(() => expect(page.kept).toHaveLength(2));
    expect(page.kept[1]?.body).toMatchObject({ edit: { name: 'Map', when: { score: 'coverage', under: 40 } } });
    await page.sees('Moved to a later stage');
  });

  test('is kept before it is saved, which may fail', async () => {
    const page = show(data([MAP]), data([MAP]));
    await page.sees('Map the committee');
    page.press('Add a play');
    write(page, 'Ours');
    page.find(Form).trigger('onSubmit');
    await page.waitFor(() => expect(page.sent).toMatchObject([{ body: { playId: null, edit: { name: 'Ours' } } }]));
    expect(page.kept).toMatchObject([{ body: { playId: null, edit: { name: 'Ours' } } }]);
    await page.sees('Import past plays');
  });

  test('is shown with the plays, gone on with, and discarded after a question', async () => {
    const page = show({ ...data([MAP]), drafts: [held] }, data([MAP]));
    await page.sees('You have an unsaved edit of "Map the committee"');
    await page.sees('20 Nov 2026, 10:31');
    page.press('Go on');
    await page.sees('This is your edit that is not saved yet');
    expect(page.find(Input, (each) => each.props.name === 'name').props.value).toBe('Map all of them');
    page.press('Discard my edit');
    await page.sees('Discard it for good');
    expect(page.sent).toEqual([]);
    page.press('Discard it for good');
    await page.waitFor(() =>
      expect(page.sent).toMatchObject([{ url: expect.stringContaining('/draft/discard'), body: { playId: 'map' } }]),
    );
    await page.sees('Moved to a later stage');
    expect(page.screen()).not.toContain('Go on with your edit');
  });

  test('that was begun before somebody else’s change says that it cannot be saved over it', async () => {
    const page = show({ ...data([{ ...MAP, version: 2 }]), drafts: [held] });
    await page.sees('Map the committee');
    page.press('Map the committee');
    await page.sees('Go on with your edit');
    page.press('Go on with your edit');
    await page.sees('The play was changed since you began this edit');
  });

  test('stays open where it was not kept, says why, and closes once it is kept', async () => {
    const page = showAnswered({ reads: [data([MAP])], changes: [], keeps: [BUSY, BUSY, {}] });
    await openForm(page);
    write(page, 'Map');
    page.press('Close, keep it for later');
    await page.sees('What you wrote last is not kept yet Come back later.');
    const isBusy = (): unknown => page.find(LoadingButton, ({ text }) => text === 'Save').props.loading;
    await page.waitFor(() => expect([page.kept.length, isBusy()]).toEqual([2, false]));
    expect(page.screen().match(/Come back later/g)).toHaveLength(1);
    expect(page.screen()).not.toContain('That did not work');
    expect(page.find(Input, (each) => each.props.name === 'name').props.value).toBe('Map');
    expect(page.kept).toHaveLength(2);
    page.press('Close, keep it for later');
    await page.sees('Moved to a later stage');
    expect(page.kept).toHaveLength(3);
  });

  test('is saved though it was not kept', async () => {
    const page = showAnswered({ reads: [data([MAP])], changes: [data([MAP])], keeps: [BUSY] });
    await openForm(page);
    write(page, 'Map');
    submit(page);
    await page.sees('Moved to a later stage');
    expect(page.sent).toMatchObject([{ body: { edit: { name: 'Map' } } }]);
  });

  test('keeps a trigger as it is typed, also while it is no JSON', async () => {
    const page = show(
      data([{ ...MAP, edit: { ...MAP.edit, when: { all: [{ score: 'coverage', under: 50 }, { odd: 1 }] } } }]),
    );
    await openForm(page);
    page.find(NumberInput, (each) => each.props.name === 'under-1').trigger('onChange', 40 as never);
    const written = '{"odd": ';
    page.find(TextArea, (each) => each.props.name === 'written-2').trigger('onChange', written as never);
    page.press('Close, keep it for later');
    await page.sees('Moved to a later stage');
    const when = { all: [{ score: 'coverage', under: 40 }, written] };
    expect(page.kept.at(-1)?.body).toMatchObject({ edit: { when } });

    const again = show({ ...data([MAP]), drafts: [{ ...held, edit: { ...MAP.edit, when } }] });
    await again.sees('You have an unsaved edit');
    again.press('Go on');
    await again.sees('This is your edit that is not saved yet');
    expect(again.find(TextArea, (each) => each.props.name === 'written-2').props.value).toBe(written);
    submit(again);
    await again.sees('A condition written as JSON is not valid.');
    expect(again.sent).toEqual([]);
  });

  test('is not kept any more while it is saved, and is again where it could not be', async () => {
    const [first, second] = [hold(), hold()];
    const page = showAnswered({ reads: [data([MAP])], changes: [first.promise, second.promise] });
    await openForm(page);
    write(page, 'Map');
    submit(page);
    await expect.poll(() => page.sent).toHaveLength(1);
    expect(page.kept).toHaveLength(1);
    write(page, 'Map them');
    await pause();
    expect(page.kept).toHaveLength(1);
    first.resolve(BUSY);
    await expect.poll(() => page.kept).toMatchObject([{}, { body: { edit: { name: 'Map them' } } }]);
    submit(page);
    await expect.poll(() => page.sent).toHaveLength(2);
    write(page, 'Map all of them');
    second.resolve(data([MAP]));
    await page.sees('Moved to a later stage');
    await pause();
    expect(page.kept).toHaveLength(2);
  });

  test('is sent as the same request until something else is written', async () => {
    const page = show(data([MAP]), 'unreachable');
    await page.sees('Map the committee');
    page.press('Add a play');
    const ids = (): unknown[] => page.sent.map(({ body }) => body?.requestId);
    const sendTimes = async (times: number): Promise<void> => {
      submit(page);
      await page.waitFor(() => expect(page.sent).toHaveLength(times));
      const isSaving = (): unknown => page.find(LoadingButton, ({ text }) => text === 'Save').props.loading;
      await page.waitFor(() => expect(isSaving()).toBe(false));
    };
    write(page, 'Ours');
    await sendTimes(1);
    await sendTimes(2);
    write(page, 'Ours, otherwise');
    await sendTimes(3);
    expect(ids()).toEqual(['id-1', 'id-1', 'id-2']);
  });
});
