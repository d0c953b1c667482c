import { Button, LoadingButton } from '@hubspot/ui-extensions';
import React from 'react';
import { expect } from 'vitest';
import { connectApp, type AppFetch } from '../../../extensions/app/packages/ui/call-app.ts';
import { createPlaysClient } from '../../../extensions/app/pages/plays/plays-client.ts';
import type { ListedPlay, ObservedShare, PlaysPageData } from '../../../extensions/app/pages/plays/plays-data.ts';
import { Plays } from '../../../extensions/app/pages/plays/plays.tsx';
import { listRoleChoices, ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import { serve } from '../cards/served-account.ts';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import { readScreen } from '../text.ts';

const share = (successes: number, n: number): ObservedShare => {
  return { successes, n, percent: n === 0 ? null : Math.round((100 * successes) / n), low: 20, high: 61 };
};
export const listed = (playId: string, name: string, changes: Partial<ListedPlay> = {}): ListedPlay => ({
  playId,
  version: 0,
  isOwn: false,
  isEdited: false,
  enabled: true,
  autoStart: [],
  atWork: { offered: 1_204, running: 3, waiting: 12 },
  trigger: 'coverage is under 50',
  outcome: 'one of its people active within 30 days',
  edit: {
    name,
    tiers: [1, 2],
    stages: ['engaged'],
    when: { score: 'coverage', under: 50 },
    closes: 'Roles',
    aim: { kind: 'active' },
    outcomeWithinDays: 30,
    cooldownDays: 45,
    steps: [{ title: 'Ring', channel: 'call', who: 'owner', dueInDays: 0, text: 'Hi {{company}}' }],
  },
  observed: {
    run: share(7, 18),
    notRun: share(5, 21),
    stageUp: { run: share(4, 18), notRun: share(0, 0) },
    won: { run: share(1, 3), notRun: share(0, 2) },
    imported: { run: 13, notRun: 21 },
    verdict: 'too few to say: 20 runs are needed, and 20 accounts where nobody ran it; so far there are 18 and 21',
    retire: null,
    kept: null,
  },
  ...changes,
});
export const data = (plays: ListedPlay[], mayChange = true): PlaysPageData => {
  return {
    plays,
    isCounting: false,
    drafts: [],
    places: [
      { tier: 1, stage: 'engaged', accounts: 1_500 },
      { tier: 2, stage: 'engaged', accounts: 700 },
      { tier: 3, stage: 'engaged', accounts: 9 },
      { tier: 1, stage: 'aware', accounts: 30 },
    ],
    mayChange,
    whoMay: { admins: ['Ava Stone'], marketing: ['Mia Marks'] },
    maySequence: false,
    mergeFields: ['company'],
    roles: listRoleChoices(ROLE_LABELS),
  };
};
export const SEQUENCES = [
  { id: '4100', name: 'First touch' },
  { id: '4200', name: 'After the demo' },
];
export const MAP = listed('map', 'Map the committee');

interface Answers {
  /** Of each reading of the page. */
  reads: unknown[];
  /** Of each change. */
  changes: unknown[];
  /** Of each time an edit is kept that is not saved. */
  keeps?: unknown[];
  /** Of each time it is asked whether something is still being counted. */
  counts?: unknown[];
}

/** Renders the page against answers: of reading it, then of each change. */
export function show(read: unknown, ...changes: unknown[]) {
  return showAnswered({ reads: [read], changes: changes.length === 0 ? [new Error('nothing is changed')] : changes });
}

/** Renders the page against answers. */
export function showAnswered({ reads, changes, keeps = [{}], counts = [{ isCounting: true }] }: Answers) {
  const reading = serve(...reads);
  const changing = serve(...changes);
  const counting = serve(...counts);
  const properties = serve([{ name: 'segment', label: 'Segment' }]);
  const sequences = serve(SEQUENCES);
  const drafting = serve(...keeps);
  const fetch: AppFetch = (url, options) => {
    if (url.endsWith('/sequences')) return sequences.fetch(url, options);
    if (url.endsWith('/counting')) return counting.fetch(url, options);
    if (url.endsWith('/plays/draft')) return drafting.fetch(url, options);
    if (url.endsWith('/company-properties')) return properties.fetch(url, options);
    return (options.method === 'GET' ? reading : changing).fetch(url, options);
  };
  let ids = 0;
  const client = createPlaysClient(connectApp('https://app.example', fetch), () => `id-${(ids += 1)}`);
  const renderer = createPatientRenderer('pages');
  renderer.render(<Plays client={client} lookAgainMs={10} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string): void => {
    const button = renderer.findAll(Button).find((each) => each.text === text);
    if (button !== undefined) button.trigger('onClick');
    else renderer.find(LoadingButton, (each) => each.text === text).trigger('onClick');
  };
  const requests = {
    sent: changing.requests,
    kept: drafting.requests,
    read: reading.requests,
    asked: counting.requests,
  };
  return { ...renderer, ...requests, screen, sees, press };
}
