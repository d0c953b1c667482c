import { Accordion, Button, Dropdown, LoadingButton } from '@hubspot/ui-extensions';
import { CrmActionButton, CrmActionLink } from '@hubspot/ui-extensions/crm';
import { expect, test } from 'vitest';
import { AccountBrief } from '../../../extensions/app/cards/brief/account-brief.tsx';
import { Committee } from '../../../extensions/app/cards/committee/committee.tsx';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { AccountStanding } from '../../../extensions/app/cards/standing/account-standing.tsx';
import { ana, inDays, makeAccount, makePlay, makeRun, okafor } from './account.ts';
import { showCard } from './show-card.tsx';

const [legal, budget, decision] = makeAccount().roles;
const steps = makePlay().steps.map((step) => ({ ...step, text: 'Dear …', textId: `${step.title} text` }));
const note = { notedAt: inDays(-3), isMapped: false };
const who = { canDecide: true, stale: true };

/** An account at which everything that is offered once is offered twice. */
const ACCOUNT = makeAccount({
  roles: [
    legal!,
    { ...legal!, role: 'PROCUREMENT', label: 'Procurement' },
    { ...legal!, role: 'END_USER', label: 'End user', state: 'placeholder', placeholder: 'Jo' },
    { ...legal!, role: 'BLOCKER', label: 'Blocker', state: 'placeholder', placeholder: 'Li' },
    { ...budget!, people: [okafor, { ...ana, ...who }] },
    {
      ...decision!,
      people: [
        { ...ana, ...who },
        { ...okafor, ...who },
      ],
    },
  ],
  plays: ['a', 'b', 'c'].map((playId) => makePlay({ playId, name: `Play ${playId}`, steps })),
  running: ['d', 'e'].map((runId) => makeRun({ runId, name: `Play ${runId}` })),
  putOff: ['f', 'g'].map((playId) => ({ playId, name: playId, kind: 'snoozed', until: inDays(9), by: 'Ava Stone' })),
  plan: {
    objective: null,
    initiatives: [
      { itemId: '1', text: 'Moves its plants to the cloud', ...note },
      { itemId: '2', text: 'Opens a plant in Ulm', ...note },
    ],
    competitors: [],
  },
});

test.each([
  ['committee', Committee, 10],
  ['plays', Plays, 24],
  ['brief', AccountBrief, 2],
  ['standing', AccountStanding, 1],
] as const)(
  'no two buttons of the %s have the same name: it is all that who listens is told',
  async (_, Card, most) => {
    const card = await showCard(Card, 'Tier 1', [ACCOUNT]);
    const names = [
      ...[...card.findAll(Button), ...card.findAll(LoadingButton)].map(({ text }) => text),
      ...[...card.findAll(CrmActionButton), ...card.findAll(CrmActionLink)].map(({ text }) => text),
      ...card.findAll(Dropdown).map(({ props }) => props.buttonText),
      ...card.findAll(Accordion).map(({ props }) => props.title),
    ];
    expect(names.length).toBeGreaterThanOrEqual(most);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  },
);
