import { Button, Form, Input, LoadingButton, Select, TableRow, TextArea } from '@hubspot/ui-extensions';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { describe, expect, test } from 'vitest';
import { listRoleChoices, ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import { connectApp, type AppFetch } from '../../../extensions/app/packages/ui/call-app.ts';
import type { LibraryPageData, ListedText } from '../../../extensions/app/pages/plays/library-data.ts';
import { Library } from '../../../extensions/app/pages/plays/library.tsx';
import { createPlaysClient } from '../../../extensions/app/pages/plays/plays-client.ts';
import { serve } from '../cards/served-account.ts';
import { readScreen } from '../text.ts';

const TEXT: ListedText = {
  textId: 't1',
  role: 'BUDGET_HOLDER',
  stage: 'engaged',
  industry: 'Banking',
  channel: 'email',
  title: 'The cost of waiting',
  text: 'Hi {{contact.firstName|there}}',
  ratings: { successes: 3, n: 4 },
  shown: { to: 'Ana Ruiz', text: 'Hi Ana', resolves: true, unknown: [], misfits: [] },
};
const data = (texts: ListedText[], mayChange = true): LibraryPageData => {
  return {
    texts,
    unused: [],
    mayChange,
    whoMay: { admins: ['Ava Stone'], marketing: ['Mia Marks'] },
    mergeFields: ['company'],
    roles: listRoleChoices(ROLE_LABELS),
    industries: ['COMPUTER_SOFTWARE', 'BANKING'],
    places: [
      { stage: 'engaged', industry: 'BANKING', accounts: 12 },
      { stage: 'engaged', industry: null, accounts: 3 },
    ],
    mostWanted: null,
    sample: '101',
    samples: [
      { value: '101', label: 'Acme' },
      { value: '102', label: 'Bolt' },
    ],
  };
};

function show(read: unknown, ...changes: unknown[]) {
  const reading = serve(read);
  const changing = serve(...changes);
  const fetch: AppFetch = (url, options) => (options.method === 'GET' ? reading : changing).fetch(url, options);
  const client = createPlaysClient(connectApp('https://app.example', fetch), () => 'id-1');
  const renderer = createPatientRenderer('pages');
  renderer.render(<Library client={client} onClose={() => undefined} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string): void => renderer.find(Button, (each) => each.text === text).trigger('onClick');
  const rows = (): string[] => renderer.findAll(TableRow).map((row) => readScreen(row as never));
  const choose = (name: string, value: string): void =>
    renderer.find(Select, (each) => each.props.name === name).trigger('onChange', value as never);
  return { ...renderer, sent: changing.requests, asked: reading.requests, screen, sees, press, rows, choose };
}

describe('the content library', () => {
  test('says whom each text is for and whether it helped; one is used no more', async () => {
    const page = show(
      data([TEXT, { ...TEXT, textId: 't2', role: null, stage: null, ratings: { successes: 0, n: 0 } }]),
      data([]),
    );
    await page.sees('The cost of waiting helped 3 of 4 who rated it Budget holder · Engaged · Banking · Email');
    expect(page.screen()).toContain('not rated yet Banking · Email');
    expect(page.screen()).toContain('Hi Ana As it reads to Ana Ruiz at Acme.');
    page.press('Stop using');
    await page.sees('No text fits');
    const { textId: _id, ratings: _ratings, shown: _shown, ...text } = TEXT;
    expect(page.sent[0]?.body).toEqual({
      requestId: 'id-1',
      textId: 't1',
      text: { ...text, archived: true },
      companyId: '101',
      seen: text,
    });
    await page.sees(
      '"The cost of waiting" is not used any more. It is kept under “Not in use”, at the end of this page, with its ratings. Undo',
    );
    page.find(LoadingButton, ({ text: label }) => label === 'Undo').trigger('onClick');
    await page.waitFor(() => expect(page.screen()).not.toContain('is not used any more'));
    expect(page.sent[1]?.body).toMatchObject({ textId: 't1', text: { ...text, archived: false } });
  });

  test('says nothing of ratings of a text that nobody rated', async () => {
    const unrated = { ...TEXT, ratings: { successes: 0, n: 0 } };
    const page = show(data([unrated]), { ...data([]), unused: [{ ...unrated, shown: null }] });
    await page.sees('The cost of waiting');
    page.press('Stop using');
    await page.sees('is not used any more. It is kept under “Not in use”, at the end of this page. Undo');
    expect(page.screen()).toContain('They are kept as they were. The cost of waiting');
  });

  test('keeps at its end what is not used any more, to be used again later', async () => {
    const unused = [{ ...TEXT, shown: null }];
    const page = show({ ...data([]), unused }, data([TEXT]));
    await page.sees('Not in use (1)');
    expect(page.screen()).toContain('They are kept as they were, with their ratings.');
    expect(page.screen()).toContain(
      'The cost of waiting Budget holder · Engaged · Banking · helped 3 of 4 who rated it',
    );
    page.press('Use "The cost of waiting" again');
    await page.waitFor(() => expect(page.screen()).not.toContain('Not in use'));
    expect(page.sent[0]?.body).toMatchObject({ textId: 't1', text: { title: TEXT.title, archived: false } });
    const looked = show({ ...data([], false), unused });
    await looked.sees('Not in use (1)');
    expect(looked.screen()).not.toContain('Use "The cost of waiting" again');
  });

  test('shows which role has a text at which stage, in the industry that is chosen, and how many accounts are there', async () => {
    const general = { ...TEXT, textId: 't2', role: 'CHAMPION', stage: null, industry: null };
    const page = show(data([TEXT, general]));
    await page.sees('Engaged (15)');
    expect(page.screen()).toContain(
      '6 of 48 combinations of role and stage have a text (Email). The others are optional',
    );
    expect(page.rows().find((row) => row.startsWith('Budget holder'))).toBe(`Budget holder${' add one'.repeat(6)}`);
    expect(page.screen()).not.toContain('“Of its own”');
    expect(page.screen()).toContain('“General”: a text written for several roles or stages is used.');
    expect(page.rows().find((row) => row.startsWith('Champion'))).toContain('general general');
    page.choose('map-industry', 'banking');
    await page.sees('Engaged (12)');
    expect(page.rows().find((row) => row.startsWith('Budget holder'))).toBe(
      `Budget holder add one add one 1 of its own${' add one'.repeat(3)}`,
    );
    expect(page.screen()).toContain('“Of its own”: written for this role at this stage.');
    page.choose('map-channel', 'call');
    await page.sees(`Budget holder${' add one'.repeat(6)}`);
    expect(page.screen()).not.toContain('“General”');
  });

  test('at a place that has no text one is begun for it, and one can look at the place', async () => {
    const page = show(data([TEXT, { ...TEXT, textId: 't2', role: 'CHAMPION', title: 'Make it yours' }]));
    await page.sees('All texts (2)');
    page.press('add one');
    await page.sees('No text yet for Decision maker at Unaware');
    const chosen = (name: string): unknown => page.find(Select, (each) => each.props.name === name).props.value;
    expect([chosen('role'), chosen('stage')]).toEqual(['DECISION_MAKER', 'unaware']);
    page.press('Cancel');
    await page.sees('Decision maker · Unaware (0)');
    expect(page.screen()).toContain('a play uses the text of its own step');
    page.press('Write one for it');
    await page.sees('No text yet for Decision maker at Unaware');
    page.press('Cancel');
    page.press('Show all texts');
    await page.sees('All texts (2)');
    page.find(Input, (each) => each.props.name === 'find-text').trigger('onInput', 'YOURS' as never);
    await page.sees('All texts (1)');
    expect(page.screen()).not.toContain('The cost of waiting');
  });

  test('says which text would serve most accounts, which a click begins, or that nothing is to do', async () => {
    const mostWanted = { role: 'EXECUTIVE_SPONSOR', stage: 'opportunity', channel: 'call', accounts: 25 };
    const page = show({ ...data([TEXT]), mostWanted });
    await page.sees(
      'Nothing is broken: plays use their own text where one is missing. Most useful next: Executive sponsor at Opportunity (for 25 accounts).',
    );
    expect(page.findAll(Button).filter(({ props }) => props.variant === 'primary')).toHaveLength(1);
    page.press('Write this text');
    await page.sees('No text yet for Executive sponsor at Opportunity');
    const chosen = (name: string): unknown => page.find(Select, (each) => each.props.name === name).props.value;
    expect([chosen('role'), chosen('stage'), chosen('channel')]).toEqual(['EXECUTIVE_SPONSOR', 'opportunity', 'call']);
    const served = show(data([TEXT]));
    await served.sees('Nothing to do: every play that is due now and looks for a text here finds one.');
    const reader = show({ ...data([TEXT], false), mostWanted });
    await reader.sees('The cost of waiting');
    expect(reader.screen()).not.toMatch(/Most useful next|Nothing to do/);
  });

  test('says where a text is not used, and shows the texts for another account', async () => {
    const shown = {
      to: null,
      text: 'Hi there, on {{deal.name}}',
      resolves: false,
      unknown: ['deal.name'],
      misfits: [],
    };
    const page = show(data([{ ...TEXT, shown }]));
    await page.sees('Hi there, on {{deal.name}} Not used at Acme: {{deal.name}} is unknown there.');
    page.choose('sample', '102');
    await page.waitFor(() => expect(page.asked.at(-1)?.url).toContain('/api/plays/texts?companyId=102'));
  });

  test('shows a text that no play takes there as it would read, and says so', async () => {
    const misfits: ('stage' | 'industry')[] = ['stage', 'industry'];
    const shown = { to: 'Ana Ruiz', text: 'Hi Ana', resolves: true, unknown: [], misfits };
    const page = show(data([{ ...TEXT, shown }]));
    await page.sees(
      'Hi Ana How it would read. No play uses it at Acme, which is at another stage and is in another industry.',
    );
  });

  test('explains each merge field, and can be saved once there is something to save', async () => {
    const page = show(data([]));
    await page.sees('Add a text');
    page.press('Add a text');
    await page.sees('{{company}}: the account');
    const save = () => page.find(LoadingButton, ({ text }) => text === 'Save').props;
    const hint = 'Give it a title and a text to save it.';
    expect(page.find(TextArea).props.required).toBe(true);
    page.find(TextArea).trigger('onChange', 'Hello' as never);
    expect(save()).toMatchObject({ variant: 'primary', disabled: true });
    expect(page.screen()).toContain(hint);
    page.find(Input, (each) => each.props.name === 'title').trigger('onChange', 'Waiting' as never);
    expect(save().disabled).toBe(false);
    expect(page.screen()).not.toContain(hint);
  });

  test('shows what is being written as it would read', async () => {
    const page = show(data([TEXT]), {
      to: 'Ana Ruiz',
      text: 'Hi Ana, a word',
      resolves: true,
      unknown: [],
      misfits: [],
    });
    await page.sees('Edit');
    page.press('Edit');
    page.find(TextArea).trigger('onChange', 'Hi {{contact.firstName}}, a word' as never);
    page.press('Preview');
    await page.sees('Hi Ana, a word As it reads to Ana Ruiz at Acme.');
    expect(page.sent[0]?.body).toEqual({
      companyId: '101',
      role: 'BUDGET_HOLDER',
      stage: 'engaged',
      industry: 'Banking',
      text: 'Hi {{contact.firstName}}, a word',
    });
  });

  test('takes a new text, and says what does not hold about it', async () => {
    const message = 'Check text.text: {{phone}} is no merge field.';
    const page = show(data([]), { status: 400, body: { error: { code: 'INVALID_INPUT', message } } }, data([TEXT]));
    await page.sees('Add a text');
    page.press('Add a text');
    page.find(Input, (each) => each.props.name === 'title').trigger('onChange', 'Waiting' as never);
    page.find(Select, (each) => each.props.name === 'role').trigger('onChange', '' as never);
    const industry = page.find(Select, (each) => each.props.name === 'industry');
    expect(industry.props.options).toEqual([
      { value: '', label: 'Any' },
      { value: 'banking', label: 'Banking' },
      { value: 'computer software', label: 'Computer software' },
    ]);
    industry.trigger('onChange', 'banking' as never);
    page.find(TextArea).trigger('onChange', '{{phone}}' as never);
    page.find(Form).trigger('onSubmit');
    await page.sees('Check text: {{phone}} is no merge field.');
    page.find(Form).trigger('onSubmit');
    await page.sees('The cost of waiting');
    expect(page.sent[1]?.body).toMatchObject({
      textId: null,
      text: { title: 'Waiting', role: null, industry: 'banking', text: '{{phone}}' },
    });
  });

  test('is only looked at by who may not change it, and says that it cannot be read', async () => {
    const page = show(data([TEXT], false));
    await page.sees('by whoever holds the key of Marketing (Mia Marks).');
    expect(new Set(page.findAll(Button).map((button) => button.text))).toEqual(new Set(['All plays', 'none']));
    await show('unreachable').sees('The library could not be read');
  });
});
