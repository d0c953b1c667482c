import { LoadingButton, LoadingSpinner, Select, TextArea } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import type { ReviewData } from '../../../extensions/app/pages/review/review-data.ts';
import { note, review, showReview, TUESDAY } from './show-review.tsx';

test('a review keeps what is written when it is marked, and until then while others are looked at', async () => {
  const reviewed = { by: 'Ava Stone', at: TUESDAY };
  const posts: Record<string, unknown> = {
    note: { id: '1', notes: [note], reviewed: null },
    'note/edit': { id: '1', notes: [note], reviewed: null },
    mark: new Error('The connection was lost'),
  };
  const page = showReview({ posts });
  await page.sees('Acme');
  page.press('Acme');
  await page.sees('1 of 2');
  page.write('Call on Monday ');
  page.press('Change');
  page.findAll(TextArea)[1]?.trigger('onChange', 'Ask Ana' as never);
  page.press('All accounts');
  page.press('Bolt');
  await page.sees('Nothing new in this week.');
  expect(page.screen()).not.toContain('Call on Monday');
  page.press('Previous');
  await page.sees('1 of 2');
  expect(page.findAll(TextArea).map(({ props }) => props.value)).toEqual(['Call on Monday ', 'Ask Ana']);
  page.press('Reviewed, next account');
  await page.sees('The connection was lost');
  expect(page.findAll(TextArea).map(({ props }) => props.value)).toEqual(['']);
  posts['mark'] = { id: '1', notes: [note], reviewed };
  page.press('Try again');
  await page.sees('2 of 2');
  const [first, second] = [page.sent.slice(0, 3), page.sent.slice(3)];
  expect(first).toMatchObject([
    { action: 'note', body: { companyId: '1', text: 'Call on Monday' } },
    { action: 'note/edit', body: { noteId: 'note-one', text: 'Ask Ana' } },
    { action: 'mark', body: { companyId: '1', reviewed: true } },
  ]);
  expect(second).toEqual(first.slice(2));
  page.press('Previous');
  await page.sees('1 of 2');
  expect(page.findAll(TextArea).map(({ props }) => props.value)).toEqual(['']);
});

test('sends no note twice where only the mark failed and it is pressed anew', async () => {
  const added = { ...note, noteId: 'note-two', text: 'Call on Monday' };
  const posts: Record<string, unknown> = {
    note: { id: '1', notes: [added, note], reviewed: null },
    mark: new Error('The connection was lost'),
  };
  const page = showReview({ posts });
  await page.sees('Acme');
  page.press('Acme');
  page.write('Call on Monday');
  page.press('Reviewed, next account');
  await page.sees('The connection was lost');
  expect(page.screen()).toContain('Call on Monday');
  posts['mark'] = { id: '1', notes: [added, note], reviewed: { by: 'Ava Stone', at: TUESDAY } };
  page.press('Reviewed, next account');
  await page.sees('2 of 2');
  expect(page.sent.map(({ action }) => action)).toEqual(['note', 'mark', 'mark']);
});

test('sends a note whose answer was lost as the same note, and one that was changed since as another', async () => {
  const posts: Record<string, unknown> = { note: new Error('The connection was lost') };
  const page = showReview({ posts });
  await page.sees('Acme');
  page.press('Acme');
  page.write('Call on Monday');
  page.press('Reviewed, next account');
  await page.sees('The connection was lost');
  const failed = (times: number): Promise<void> =>
    page.waitFor(() => {
      expect(page.sent).toHaveLength(times);
      expect(page.findAll(LoadingButton).map(({ props }) => props.loading)).not.toContain(true);
      expect(page.screen()).toContain('The connection was lost');
    });
  const press = async (times: number): Promise<void> => {
    page.press('Reviewed, next account');
    await failed(times);
  };
  await press(2);
  page.press('Keep the note');
  await failed(3);
  page.write('Call on Monday ');
  await press(4);
  page.write('Call on Tuesday');
  await press(5);
  const ids = page.sent.map(({ body }) => body['requestId']);
  expect(new Set(ids.slice(0, 4)).size).toBe(1);
  expect(ids[4]).not.toBe(ids[0]);
});

test('shows nothing of one week while another is read: what is written then would go with it', async () => {
  const { week, weeks } = review();
  const answers: ((data: ReviewData) => void)[] = [];
  const last = new Promise<ReviewData>((resolve) => answers.push(resolve));
  const page = showReview({ data: (search) => (search.includes('ago=1') ? last : review({ week })) });
  await page.sees('Acme');
  page.find(Select, ({ props }) => props.name === 'ago').trigger('onChange', '1' as never);
  await page.waitFor(() => page.find(LoadingSpinner));
  expect(page.screen()).not.toContain('Acme');
  answers[0]?.(review({ week: weeks[1] ?? week }));
  await page.sees('Acme');
  page.press('Acme');
  page.write('Call on Monday');
  expect(page.find(TextArea).props.value).toBe('Call on Monday');
});

test('keeps a note that is written to the week it is written in', async () => {
  const { week, weeks } = review();
  const page = showReview({
    data: (search) => review({ week: (search.includes('ago=1') ? weeks[1] : undefined) ?? week }),
    posts: { mark: { id: '1', notes: [note], reviewed: { by: 'Ava Stone', at: TUESDAY } } },
  });
  const openIn = async (ago: string) => {
    page.press('All accounts');
    page.find(Select, ({ props }) => props.name === 'ago').trigger('onChange', ago as never);
    await page.waitFor(() => expect(page.find(Select, ({ props }) => props.name === 'ago').props.value).toBe(ago));
    page.press('Acme');
  };
  await page.sees('Acme');
  page.press('Acme');
  page.write('Call on Monday');
  await openIn('1');
  await page.waitFor(() => expect(page.find(TextArea).props.value).toBe(''));
  page.press('Reviewed, next account');
  await page.sees('2 of 2');
  await openIn('0');
  await page.waitFor(() => expect(page.find(TextArea).props.value).toBe('Call on Monday'));
  expect(page.sent.map(({ action }) => action)).toEqual(['mark']);
});
