import {
  Accordion,
  Button,
  EmptyState,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  Tag,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { describe, expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { Committee } from '../../../extensions/app/cards/committee/committee.tsx';
import { ana, inDays, makeAccount } from './account.ts';
import { serveAccount, type Answer } from './served-account.ts';
import { showCard } from './show-card.tsx';

const show = (until: string, ...answers: Answer[]) => showCard(Committee, until, answers);
const showAccount = (changes: Partial<AccountCardData> = {}) => show('Coverage', makeAccount(changes));

describe('the committee card', () => {
  test('asks once, for the record it is shown on', async () => {
    const card = await showAccount();
    expect(card.requests).toEqual([
      { method: 'GET', url: 'https://app.example/api/cards/account?companyId=42', body: undefined },
    ]);
  });

  test('while it reads it says so', () => {
    const renderer = createPatientRenderer('crm.record.tab');
    renderer.render(<Committee client={serveAccount('never').client} />);
    expect(renderer.find(LoadingSpinner).props.label).toBe('Reading the account');
  });

  test('says whom people report to and who above them is not engaged, where that is known', async () => {
    const reportsTo = { name: 'Maria Lopez', isContact: true };
    const roles = makeAccount().roles.map((role) => ({
      ...role,
      people: role.people.map((person) => (person.contactId === ana.contactId ? { ...person, reportsTo } : person)),
    }));
    const above = [
      { name: 'Maria Lopez', isContact: true, over: ['Ana Ruiz', 'Ben Ode'] },
      { name: 'Li Wei', isContact: false, over: ['M. Okafor'] },
    ];
    const card = await showAccount({ roles, above });
    expect(card.screen()).toContain('reports to Maria Lopez ·');
    expect(card.screen()).toContain(
      'Above people you know, not engaged: Maria Lopez (above Ana Ruiz, Ben Ode), Li Wei (no contact yet, above M. Okafor)',
    );
    expect((await showAccount()).screen()).not.toMatch(/reports to|Above people/);
  });

  test('marks somebody whose mail bounces', async () => {
    const roles = makeAccount().roles.map((role) => ({
      ...role,
      people: role.people.map((person) => ({ ...person, bounced: person.contactId === ana.contactId })),
    }));
    expect((await showAccount({ roles })).screen()).toContain('Emails bounce: they may have left');
    expect((await showAccount()).screen()).not.toContain('bounce');
  });

  test('shows coverage with its meaning, and the worst gap before the engaged role', async () => {
    const card = await showAccount();
    expect(card.screen()).toContain('Coverage 58 of 100');
    expect(card.screen()).toContain(
      '3 required roles: 1 engaged · 1 suggested · 1 missing A suggested role counts only a little',
    );
    expect(card.screen()).not.toContain('Not required here');
    const words = card.findAll(StatusTag).map((tag) => tag.text);
    expect(words.slice(-3)).toEqual(['Missing', 'Suggested', 'Engaged']);
  });

  test('counts the roles that are not required apart, so that every row is in one of the two lines', async () => {
    const { roles } = makeAccount();
    const optional = [
      { ...roles[1]!, role: 'PROCUREMENT', required: false },
      { ...roles[2]!, role: 'BLOCKER', required: false },
      { ...roles[1]!, role: 'END_USER', required: false },
    ];
    const card = await showAccount({ roles: [{ ...roles[0]!, state: 'placeholder' }, ...roles.slice(1), ...optional] });
    expect(card.screen()).toContain(
      '3 required roles: 1 engaged · 1 suggested · 1 not a contact yet A suggested role counts only a little in the coverage until somebody says yes. Not required here, and not counted above: 1 engaged, 2 suggested',
    );
  });

  test('each role says who, with title and last touch, the exact time on hover', async () => {
    const card = await showAccount();
    expect(card.screen()).toContain('Decision maker Ana Ruiz, COO meeting 2 days ago');
    expect(card.screen()).toContain('Legal & compliance nobody known');
    const touch = card.findAll(Tag).find((tag) => tag.text === '2 days ago');
    expect(touch?.props.overlay).toMatchObject({ childNodes: [{ text: '20 Nov 2026, 12:00 UTC' }] });
  });

  test('says where the account stands: tier and stage with reasons, trend in words', async () => {
    const card = await showAccount();
    expect(card.screen()).toContain('Tier 1 · one-to-one');
    expect(card.screen()).toContain('Unusually active this week');
    expect(card.screen()).toContain(
      'as of 2 minutes ago Fit 82 (no change in 7 days) · Engagement 64 (rising, +11 in 7 days: +18 from new activity, −7 from decay) · Intent 40 (falling, −5 in 7 days)',
    );
    expect(card.screen()).toContain(
      'Why this tier, stage and scores? rank 7 of 25 seats Sales-ready: fit ≥ 60, engaged ≥ 50, a decision maker active (stage definition, version 3)',
    );
    expect(card.screen()).toContain('If nothing happens: the account falls from Sales-ready to Engaged on 9 Dec');
  });

  test('offers to find somebody for a role that nobody is known in, in HubSpot’s own panel', async () => {
    const nobody = makeAccount().roles.map((role) => ({ ...role, state: 'missing' as const, people: [] }));
    const card = await showAccount({ roles: [nobody[1]!, nobody[0]!] });
    const links = card.findAll(CrmActionLink);
    expect(links.map(({ text, props }) => [text, props.actionType, props.actionContext])).toEqual([
      [
        'Find legal & compliance in contacts',
        'OPEN_RECORD_ASSOCIATION_FORM',
        { objectTypeId: '0-1', association: { objectTypeId: '0-2', objectId: 42 } },
      ],
    ]);
    const idle = await showAccount({ may: { act: false, ownedBy: 'Sam Sells' } });
    expect(idle.maybeFind(CrmActionLink)).toBeNull();
  });

  test('folds out the lines behind each score, and who else holds a role and why', async () => {
    const second = { ...ana, contactId: '13', name: 'Jo Li', title: null, state: 'identified' as const, stale: true };
    const [legal, budget, decision] = makeAccount().roles;
    const card = await showAccount({
      roles: [legal!, budget!, { ...decision!, people: [ana, second] }],
    });
    expect(card.findAll(Accordion).map((accordion) => accordion.props.title)).toEqual([
      'Why this tier, stage and scores?',
      '1 more for decision maker',
      'Why this coverage?',
    ]);
    expect(card.screen()).toContain('+90 employees 1,000–5,000 (numberofemployees = 3,400)');
    expect(card.screen()).toContain('−8 outside our region (country = Peru)');
    expect(card.screen()).toContain('Jo Li Identified meeting 2 days ago Set over a year ago (set in HubSpot)');
  });

  test('of forty people shows a few at a time, without saying of each guess twice that it is one', async () => {
    const [, budget] = makeAccount().roles;
    const people = Array.from({ length: 13 }, (_, index) => ({
      ...budget!.people[0]!,
      contactId: `c${index}`,
      name: `Person ${index}.`,
    }));
    const card = await showAccount({ roles: [{ ...budget!, people }] });
    const shown = (): number => people.filter(({ name }) => card.screen().includes(name)).length;
    const press = (text: string): void => card.find(Button, (button) => button.text === text).trigger('onClick');
    expect(card.find(Accordion, { title: '12 more for budget holder' })).toBeTruthy();
    expect(shown()).toBe(1 + 5);
    expect(card.findAll(StatusTag).filter(({ text }) => text === 'Suggested')).toHaveLength(1);
    press('Show 5 more for budget holder');
    await card.waitFor(() => expect(shown()).toBe(1 + 10));
    press('Show 2 more for budget holder');
    await card.waitFor(() => expect(shown()).toBe(13));
    expect(card.screen()).not.toContain('Show');
  });

  test('asks nobody a question who may not answer it', async () => {
    const roles = makeAccount().roles.map((role) => ({
      ...role,
      people: role.people.map((person) => ({ ...person, stale: person.contactId === ana.contactId })),
    }));
    expect((await showAccount({ roles })).screen()).toMatch(/Is that right\?.*Still so\?/);
    const idle = (await showAccount({ roles, may: { act: false, ownedBy: 'Sam Sells' } })).screen();
    expect(idle).toContain('Suggested by job title, 60% sure');
    expect(idle).not.toMatch(/Is that right|Still so/);
  });

  test('uses no tag as a button', async () => {
    const card = await showAccount();
    for (const tag of [...card.findAll(Tag), ...card.findAll(StatusTag)]) expect(tag.props.onClick).toBeUndefined();
  });

  test('begins with the risk, as a sentence', async () => {
    const card = await showAccount();
    expect(card.screen()).toMatch(/^Risk: One engaged person on an open deal of €40,000 First: /);
  });

  test('counts several risks', async () => {
    const { risks } = makeAccount();
    const card = await showAccount({ risks: [...risks, { id: 'champion_quiet', sentence: 'The champion is quiet' }] });
    expect(card.screen()).toMatch(
      /^2 risks One engaged person on an open deal of €40,000 The champion is quiet First: /,
    );
  });

  test('an unknown score reads unknown, not 0', async () => {
    const card = await show(
      'Fit unknown',
      makeAccount({ fit: { total: null, lines: [], trend: null, changeThisWeek: null }, coverage: null }),
    );
    expect(card.screen()).toContain('Coverage unknown');
    expect(card.screen()).toContain('Nothing is known yet that fit could be judged by.');
  });

  test('where nobody is known it says what to do', async () => {
    const roles = makeAccount().roles.map((role) => ({ ...role, state: 'missing' as const, people: [] }));
    const card = await showAccount({ roles, gaps: ['Nobody is known as decision maker'] });
    expect(card.find(EmptyState).props.title).toBe('Nobody is known in any role yet');
    expect(card.screen()).toContain('Add contacts with job titles to this company, or set their buying role.');
    expect(card.screen()).not.toContain('Nobody is known as');
  });

  test('an account that is no target says why, and still shows its committee', async () => {
    const tier = { value: null, reason: 'not eligible: fit 22 < 30' };
    const list = {
      provisional: false,
      proposal: null,
      turnedDown: null,
      grounds: [],
      tiers: [{ tier: 3 as const, held: 0, seats: 1_000 }],
    };
    const card = await showAccount({ state: 'not_target', tier, list });
    expect(card.screen()).toContain('Not on the target account list Why: fit 22, and a tier asks for at least 30');
    expect(card.screen()).toContain('No tier');
    expect(card.screen()).toContain('Decision maker');
  });

  test('figures older than a day are called so', async () => {
    const card = await showAccount({ asOf: inDays(-3) });
    expect(card.screen()).toContain('Last updated 3 days ago What happened since is not counted yet.');
  });

  test('during the first sync it shows how far that is, and can be asked again', async () => {
    const progress = { done: 1_240, total: 4_300, step: 'Contacts', msLeft: 170_000, kinds: { read: 3, of: 11 } };
    const card = await show('first time', makeAccount({ state: 'syncing', progress }), makeAccount());
    expect(card.find(ProgressBar).props).toMatchObject({
      title: 'Contacts',
      value: 1_240,
      maxValue: 4_300,
      valueDescription: '1,240 of 4,300 (28%)',
    });
    expect(card.screen()).toContain(
      'Contacts: about 3 min left 3 of 11 kinds of records are read; scoring comes last.',
    );
    card.find(Button).trigger('onClick');
    await card.sees('Coverage 58 of 100');
    expect(card.requests).toHaveLength(2);
  });
});

describe('when the account cannot be read', () => {
  test.each<[string, Answer, string]>([
    ['a server that cannot be reached', 'unreachable', 'Check your connection, then try again.'],
    ['a refusal', { status: 403, body: null }, 'Ask your admin for access to Roundtable.'],
    ['a fault of the server', { status: 502, body: '<html>' }, 'Try again in a minute.'],
    [
      'a problem in the app’s words',
      { status: 403, body: { error: { code: 'FORBIDDEN', message: 'Connect it at https://app.example/install.' } } },
      'Connect it at https://app.example/install .',
    ],
  ])('%s says what to do, and a retry reads it', async (_, answer, words) => {
    const card = await show(words, answer, makeAccount());
    expect(card.find(ErrorState).props.title).toBe('The account could not be read');
    const address = words.includes('https') ? ['https://app.example/install'] : [];
    expect(card.findAll(Link).map(({ props }) => props.href)).toEqual(address);
    card.find(Button).trigger('onClick');
    await card.sees('Coverage 58 of 100');
  });
});

describe('while HubSpot cannot be asked', () => {
  const asOf = '2026-11-20T09:30:00.000Z';

  test('what was known last is shown, with its age, who ends it, and without buttons', async () => {
    const card = await showAccount({
      paused: { reason: 'access_withdrawn' },
      may: { act: false, ownedBy: null },
      asOf,
    });
    expect(card.screen()).toContain('Roundtable may no longer read this HubSpot account');
    expect(card.screen()).toContain('This is as of 20 Nov 2026, 09:30 UTC. Ask an admin to install the app again');
    expect(card.screen()).toContain('Coverage 58 of 100');
    expect(card.screen()).not.toContain('You can look but not act here');
    expect(card.screen()).not.toContain('Last updated');
    expect(card.maybeFind(LoadingButton)).toBeNull();
  });

  test('the daily limit says until when it holds', async () => {
    const paused = { reason: 'daily_limit', until: '2026-11-23T00:00:00.000Z' } as const;
    const card = await showAccount({ paused, may: { act: false, ownedBy: null }, asOf });
    expect(card.screen()).toContain("HubSpot's daily limit of requests is used up until 23 Nov 2026, 00:00 UTC");
  });

  test('an account that was never scored shows why, and nothing that looks like a score', async () => {
    const changes = { state: 'syncing', paused: { reason: 'access_withdrawn' }, asOf: null } as const;
    const card = await show('no longer read', makeAccount(changes));
    expect(card.screen()).not.toMatch(/Coverage|as of|first time/);
  });
});
