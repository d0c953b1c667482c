import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Alert, Button, Checkbox, Form, Input, Select, TableCell, ToggleGroup } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { AUDIT_KINDS, AUDIT_SENTENCES } from '../../../extensions/app/settings/access/audit-sentences.ts';
import type { AuditData, AuditRow, KeysData, Person } from '../../../extensions/app/settings/access/keys-data.ts';
import { inDays } from '../cards/account.ts';
import { active, showSettings } from './show-settings.tsx';
import { readScreen } from '../text.ts';

const KEYS = 'GET /api/settings/keys';
const SOURCE = fileURLToPath(new URL('../../../src', import.meta.url));
const nothing = { marketing: false, sales: false, admin: false, isInstaller: false, isYou: false, isActive: true };
const ava: Person = {
  ...nothing,
  email: 'ava@vendor.example',
  name: 'Ava',
  admin: true,
  isInstaller: true,
  isYou: true,
};
const mia: Person = { ...nothing, email: 'mia@vendor.example', name: 'Mia', marketing: true };
const keys: KeysData = {
  people: [ava, mia],
  lacksApprovers: true,
  autoApply: { addTo: [3], moveTo: [3], remove: false },
  mayChange: true,
  askWhom: 'ava@vendor.example',
};

type Settings = ReturnType<typeof showSettings>;
const cells = (settings: Settings): string[] => settings.findAll(TableCell).map((cell) => readScreen(cell as never));
const boxes = (settings: Settings) => settings.findAll(Checkbox).map(({ props }) => props.name);

describe('keys and people', () => {
  test('show who holds which key; an admin gives others one, saved at once, and themselves none', async () => {
    const given = { ...keys, people: [ava, { ...mia, sales: true }], lacksApprovers: false };
    const settings = showSettings([active], { [KEYS]: [keys], 'POST /api/settings/keys/give': [given] });
    await settings.open('keys');
    await settings.sees('Do this first: choose who approves for marketing and who for sales');
    expect(settings.screen()).toContain('Each tick is saved as soon as you set it; there is no Save button.');
    expect(settings.screen()).not.toContain('✓ Saved');
    expect(settings.screen()).not.toContain('Nothing to do');
    const choices = settings.find(ToggleGroup).props.options;
    expect(JSON.stringify(choices)).toContain('hundreds at once when another model is activated');
    expect(cells(settings)[0]).toContain('Ava (you)');
    expect(cells(settings).slice(1, 4)).toEqual(['–', '–', 'installed the app']);
    expect(boxes(settings)).toEqual(['marketing', 'sales', 'admin'].map((right) => `${right}-${mia.email}`));
    const box = settings.find(Checkbox, ({ props }) => props.name === `sales-${mia.email}`);
    expect([box.text, box.props['aria-label']]).toEqual([null, 'Mia approves for sales']);
    box.trigger('onChange', true as never);
    await settings.waitFor(() => expect(settings.findAll(Alert)).toEqual([]));
    expect(settings.screen()).toContain('Nothing to do: both approvals are set up.');
    expect(cells(settings).filter((cell) => cell.includes('✓ Saved'))).toEqual(['approves ✓ Saved']);
    expect(settings.sent()[0]?.body).toEqual({ email: mia.email, right: 'sales' });
  });

  test('let a key be taken, also one’s own', async () => {
    const mine = { ...keys, people: [{ ...ava, sales: true }, mia] };
    const settings = showSettings([active], { [KEYS]: [mine], 'POST /api/settings/keys/take': [keys] });
    await settings.open('keys');
    await settings.waitFor(() => expect(boxes(settings)).toContain(`sales-${ava.email}`));
    settings.find(Checkbox, ({ props }) => props.name === `sales-${ava.email}`).trigger('onChange', false as never);
    await settings.waitFor(() => expect(boxes(settings)).not.toContain(`sales-${ava.email}`));
    expect(settings.sent()[0]?.body).toEqual({ email: ava.email, right: 'sales' });
  });

  test('say what the scores may change by themselves, and change it', async () => {
    const freer = { ...keys, autoApply: { addTo: [3, 2], moveTo: [2, 3], remove: true } };
    const settings = showSettings([active], { [KEYS]: [keys], 'POST /api/settings/keys/auto-apply': [freer] });
    await settings.open('keys');
    await settings.sees('What changes automatically, without approval');
    expect(settings.find(ToggleGroup).props.value).toBe('tier3');
    settings.find(ToggleGroup).trigger('onChange', 'tier2' as never);
    await settings.waitFor(() => expect(settings.find(ToggleGroup).props.value).toBe('tier2'));
    await settings.sees('✓ Saved');
    expect(settings.sent()[0]?.body).toEqual({ addTo: [2, 3], moveTo: [2, 3], remove: true });
  });

  test('tell of whom HubSpot no longer knows as a user that they cannot approve', async () => {
    const settings = showSettings([active], {
      [KEYS]: [
        {
          ...keys,
          people: [
            { ...ava, isActive: false },
            { ...mia, isActive: false },
          ],
        },
      ],
    });
    await settings.open('keys');
    await settings.waitFor(() => expect(boxes(settings)).toContain(`marketing-${mia.email}`));
    expect(cells(settings).filter((cell) => cell.includes('cannot approve'))).toEqual([
      'Mia mia@vendor.example Not an active user of HubSpot: cannot approve.',
    ]);
  });

  test('can only be looked at by who may change nothing', async () => {
    const settings = showSettings([active], { [KEYS]: [{ ...keys, mayChange: false }] });
    await settings.open('keys');
    await settings.sees('Ask ava@vendor.example');
    expect(boxes(settings)).toEqual([]);
    expect(cells(settings)[5]).toBe('✓');
  });

  test('that cannot be changed say why', async () => {
    const settings = showSettings([active], {
      [KEYS]: [keys],
      'POST /api/settings/keys/give': ['unreachable'],
    });
    await settings.open('keys');
    await settings.waitFor(() => expect(boxes(settings)).toContain(`sales-${mia.email}`));
    settings.find(Checkbox, ({ props }) => props.name === `sales-${mia.email}`).trigger('onChange', true as never);
    await settings.waitFor(() =>
      expect(settings.findAll(Alert).some(({ props }) => props.variant === 'danger')).toBe(true),
    );
  });

  test('no longer say that a tick is saved where the next one was not', async () => {
    const settings = showSettings([active], {
      [KEYS]: [keys],
      'POST /api/settings/keys/give': [keys, 'unreachable'],
    });
    await settings.open('keys');
    await settings.waitFor(() => expect(boxes(settings)).toContain(`sales-${mia.email}`));
    const tick = (): void =>
      settings.find(Checkbox, ({ props }) => props.name === `sales-${mia.email}`).trigger('onChange', true as never);
    tick();
    await settings.sees('✓ Saved');
    tick();
    await settings.sees('That did not work');
    expect(settings.screen()).not.toContain('✓ Saved');
  });
});

describe('the audit log', () => {
  const line: AuditRow = {
    alike: null,
    id: 9,
    at: inDays(-1),
    actor: mia.email,
    actorName: mia.name,
    action: 'proposal approved',
    subject: 'Acme',
    details: { change: 'add', from: null, to: 1, key: 'sales' },
  };
  const showLines = async (...lines: Partial<AuditRow>[]) => {
    const entries = lines.map((each, index) => ({ ...line, ...each, id: 100 - index }));
    const settings = showSettings([active], { 'GET /api/settings/audit': [{ entries, next: null }] });
    await settings.open('audit');
    await settings.sees('The log begins here.');
    return settings;
  };

  test('says which parts of a play were changed, where an entry knows them', async () => {
    const changed = ['name', 'when', 'steps'];
    const edited = { action: 'play edited', subject: 'Catch the surge' };
    const settings = await showLines(
      { ...edited, details: { version: 1, changed } },
      { ...edited, subject: 'Find legal', details: { version: 1 } },
    );
    await settings.sees('Edited the play “Catch the surge”: name, trigger, steps');
    await settings.sees('Edited the play “Find legal”');
    expect(settings.screen()).not.toContain('version');
  });

  test('goes back page by page', async () => {
    const pages: AuditData[] = [
      { entries: [line], next: '9' },
      { entries: [{ ...line, id: 8, subject: 'Bolt' }], next: null },
    ];
    const settings = showSettings([active], { 'GET /api/settings/audit': pages });
    await settings.open('audit');
    await settings.sees('Acme');
    expect(cells(settings).slice(1)).toEqual([
      mia.name,
      'Approved with the sales key: Acme onto the list, into Tier 1',
    ]);
    settings.press('Older');
    await settings.sees('Bolt');
    expect(settings.requests.at(-1)?.url).toContain('before=9');
    expect(settings.find(Button, ({ text }) => text === 'Older').props.disabled).toBe(true);
  });

  test('is searched from its newest page on, and says where it begins', async () => {
    const pages: AuditData[] = [
      { entries: [line], next: '9' },
      { entries: [line], next: null },
      { entries: [], next: null },
    ];
    const settings = showSettings([active], { 'GET /api/settings/audit': pages });
    await settings.open('audit');
    await settings.sees('Acme');
    expect(settings.screen()).not.toContain('The log begins here.');
    settings.find(Input).trigger('onInput', 'Acme & co' as never);
    settings.find(Form).trigger('onSubmit', {} as never);
    await settings.sees('The log begins here.');
    expect(settings.requests.at(-1)?.url).toContain('before=&text=Acme%20%26%20co&actions=');
    settings.press('Show all');
    await settings.sees('Nothing is logged yet');
  });

  test('is narrowed to a kind of what was done, and every sentence is of one', async () => {
    const pages: AuditData[] = [
      { entries: [line], next: null },
      { entries: [], next: null },
    ];
    const settings = showSettings([active], { 'GET /api/settings/audit': pages });
    await settings.open('audit');
    await settings.sees('Acme');
    settings.find(Select, ({ props }) => props.name === 'what').trigger('onChange', 'model' as never);
    settings.find(Form).trigger('onSubmit', {} as never);
    await settings.sees('No entries found');
    const asked = new URL(settings.requests.at(-1)?.url ?? '', 'https://app.example').searchParams.get('actions');
    expect(asked?.split('|')).toContain('model activated');
    expect(asked?.split('|')).not.toContain('proposal approved');
    expect(AUDIT_KINDS.flatMap(({ actions }) => actions).sort()).toEqual(Object.keys(AUDIT_SENTENCES).sort());
  });

  test('says of a setting what it was and what it is, as the tab where it is chosen calls it', async () => {
    const settings = await showLines({
      action: 'settings changed',
      subject: 'portal:1',
      details: {
        outsideEdits: 'keep',
        autoApply: { addTo: [], moveTo: [], remove: false },
        program: { dealValueFloor: 30_000, revenueGoal: null },
        before: {
          outsideEdits: 'restore',
          autoApply: { addTo: [3], moveTo: [3], remove: false },
          program: { dealValueFloor: 25_000, revenueGoal: null },
        },
      },
    });
    const screen = settings.screen();
    expect(screen).toContain('Changed the settings');
    expect(screen).toContain(
      'When somebody changes one of Roundtable’s values in HubSpot: Restore it → Leave it as it is',
    );
    expect(screen).toContain('What changes automatically, without approval: Changes into Tier 3 → Nothing');
    expect(screen).toContain('Deal value from which one-to-one pays: 25,000 → 30,000');
    expect(screen).not.toContain('Revenue goal');
  });

  test('says what became of the model, a play and an account, by whom, without codes', async () => {
    const settings = await showLines(
      { action: 'model activated', subject: 'model:3', details: { before: 2 } },
      { action: 'model draft changed', subject: 'model:4', details: { changed: ['tiering', 'committee'] } },
      {
        action: 'automatic start of a play changed',
        subject: 'Catch the surge',
        details: { version: 3, enabled: true, autoStart: [1, 2], before: { autoStart: [] } },
      },
      { actor: 'roundtable', actorName: null, action: 'list changed', details: { from: 2, to: 1 } },
      { actor: 'workflow:12', actorName: null, action: 'play started', details: { playId: 'Catch the surge' } },
      { action: 'role confirmed', subject: 'contact:99', details: { role: 'Champion' } },
      { action: 'role confirmed', subject: 'Ana Ruiz', details: { role: 'Champion', companyId: 'Acme' } },
      { action: 'role rejected', subject: 'Ben Ode', details: { role: 'Champion', companyId: '101' } },
      { action: 'play dismissed', details: { playId: 'Catch the surge', reason: 'wrong_person' } },
      { action: 'provisioned', subject: 'properties', details: { created: ['a', 'b'], updated: [] } },
    );
    const screen = settings.screen();
    for (const said of [
      'Activated version 3 of the model, in place of version 2',
      'Changed the draft of the model, version 4: tiers and seats, roles',
      'Changed where “Catch the surge” starts automatically',
      'Starts automatically at: none → Tier 1, Tier 2',
      'Moved Acme from Tier 2 to Tier 1',
      'Workflow 12',
      'Started “Catch the surge” at Acme',
      'Confirmed contact 99 as Champion',
      'Confirmed Ana Ruiz as Champion at Acme',
      'Answered that Ben Ode is not Champion at company 101',
      'Took “Catch the surge” off the card of Acme: wrong person',
      'Created 2 properties in HubSpot',
    ]) {
      expect(screen).toContain(said);
    }
    expect(screen).not.toMatch(/[{}[\]"]|undefined|NaN/);
  });

  test('has a sentence for everything that the app logs', async () => {
    const files = (await readdir(SOURCE, { recursive: true })).filter((file) => file.endsWith('.ts'));
    const sources = await Promise.all(files.map((file) => readFile(join(SOURCE, file), 'utf8')));
    const logging = sources.filter((source) => /appendAudits?\(|changeSettings\(/.test(source));
    const actions = logging.flatMap((source) =>
      [...source.matchAll(/action: ['"](.+?)['"],? /g)].map(([, said]) => said),
    );
    expect(actions.length).toBeGreaterThan(15);
    expect(actions.filter((action) => AUDIT_SENTENCES[action ?? ''] === undefined)).toEqual([]);
  });

  test('says when it is empty', async () => {
    const settings = showSettings([active], { 'GET /api/settings/audit': [{ entries: [], next: null }] });
    await settings.open('audit');
    await settings.sees('Nothing is logged yet');
  });
});
