import { Button, StatisticsItem, TableRow } from '@hubspot/ui-extensions';
import React from 'react';
import { expect } from 'vitest';
import { connectApp } from '../../../extensions/app/packages/ui/call-app.ts';
import type { AccountsBehindData, ProgramData } from '../../../extensions/app/pages/program/program-data.ts';
import { ProgramPage } from '../../../extensions/app/pages/program/program.tsx';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import { readScreen } from '../text.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

export type Answer = ProgramData | AccountsBehindData | Error | 'never';

/** Renders the page against answers by path and query. */
export function show(answers: Record<string, Answer>) {
  const app = connectApp('https://app.example', async (url, { method }) => {
    const { pathname, search } = new URL(url);
    const answer = answers[`${method === 'POST' ? 'POST ' : ''}${pathname}${search}`];
    if (answer === 'never') return new Promise(() => undefined);
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error(`nothing is served for ${pathname}${search}`);
    return { ok: true, status: 200, json: async () => answer };
  });
  const renderer = createPatientRenderer('pages');
  renderer.render(<ProgramPage app={app} portalId={42} clock={() => NOW} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string, index = 0): void => {
    const found = renderer.findAll(Button).filter((button) => button.text === text)[index];
    if (found === undefined) throw new Error(`no button ${text}`);
    found.trigger('onClick');
  };
  const tiles = (): string[] =>
    renderer.findAll(StatisticsItem).map((item) => readScreen({ childNodes: [item] } as never));
  const rows = (): string[] => renderer.findAll(TableRow).map((row) => readScreen(row as never));
  const answer = (path: string, from: Answer): void => {
    answers[path] = from;
  };
  return { ...renderer, screen, sees, press, tiles, rows, answer };
}
