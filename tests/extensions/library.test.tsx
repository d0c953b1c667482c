import { Button, Form, Input, Select, TextArea } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import React from 'react';
import { describe, expect, test } from 'vitest';
import { listRoleChoices, ROLE_LABELS } from '../../src/domain/committee/role-labels.ts';
import { connectApp, type AppFetch } from '../../extensions/app/packages/ui/call-app.ts';
import type { LibraryPageData, ListedText } from '../../extensions/app/pages/plays/library-data.ts';
import { Library } from '../../extensions/app/pages/plays/library.tsx';
import { createPlaysClient } from '../../extensions/app/pages/plays/plays-client.ts';
import { serve } from './served-account.ts';
import { readScreen } from './text.ts';

const TEXT: ListedText = {
  textId: 't1',
  role: 'BUDGET_HOLDER',
  stage: 'engaged',
  industry: 'Banking',
  channel: 'email',
  title: 'The cost of waiting',
  text: 'Hi {{contact.firstName|there}}',
  ratings: { successes: 3, n: 4 },
};
const data = (texts: ListedText[], mayChange = true): LibraryPageData => {
  return {
    texts,
    mayChange,
    askWhom: 'ava@vendor.example',
    mergeFields: ['company'],
    roles: listRoleChoices(ROLE_LABELS),
  };
};

function show(read: unknown, ...changes: unknown[]) {
  const reading = serve(read);
  const changing = serve(...changes);
  const fetch: AppFetch = (url, options) => (options.method === 'GET' ? reading : changing).fetch(url, options);
  const client = createPlaysClient(connectApp('https://app.example', fetch), () => 'id-1');
  const renderer = createRenderer('pages');
  renderer.render(<Library client={client} onClose={() => undefined} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string): void => renderer.find(Button, (each) => each.text === text).trigger('onClick');
  return { ...renderer, sent: changing.requests, screen, sees, press };
}

describe('the content library', () => {
  test('says whom each text is for and whether it helped; one can be taken out', async () => {
    const page = show(
      data([TEXT, { ...TEXT, textId: 't2', role: null, stage: null, ratings: { successes: 0, n: 0 } }]),
      data([]),
    );
    await page.sees('Budget holder · Engaged · Banking · E-mail · helped 3 of 4 who rated it');
    expect(page.screen()).toContain('Banking · E-mail · not rated yet');
    page.press('Take out');
    await page.sees('No text yet.');
    const { textId: _id, ratings: _ratings, ...text } = TEXT;
    expect(page.sent[0]?.body).toEqual({ requestId: 'id-1', textId: 't1', text: { ...text, archived: true } });
  });

  test('takes a new text, and says what does not hold about it', async () => {
    const message = 'Check text.text: {{phone}} is no merge field.';
    const page = show(data([]), { status: 400, body: { error: { code: 'INVALID_INPUT', message } } }, data([TEXT]));
    await page.sees('Add a text');
    page.press('Add a text');
    page.find(Input, (each) => each.props.name === 'title').trigger('onChange', 'Waiting' as never);
    page.find(Select, (each) => each.props.name === 'role').trigger('onChange', '' as never);
    page.find(Input, (each) => each.props.name === 'industry').trigger('onChange', 'Banking' as never);
    page.find(TextArea).trigger('onChange', '{{phone}}' as never);
    page.find(Form).trigger('onSubmit');
    await page.sees('Check text: {{phone}} is no merge field.');
    page.find(Form).trigger('onSubmit');
    await page.sees('The cost of waiting');
    expect(page.sent[1]?.body).toMatchObject({
      textId: null,
      text: { title: 'Waiting', role: null, industry: 'Banking', text: '{{phone}}' },
    });
  });

  test('is only looked at by who may not change it, and says that it cannot be read', async () => {
    const page = show(data([TEXT], false));
    await page.sees('Ask ava@vendor.example.');
    expect(page.findAll(Button).map((button) => button.text)).toEqual(['All plays']);
    await show('unreachable').sees('The library could not be read');
  });
});
