import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { expect } from 'vitest';
import type { AccountClient } from '../../../extensions/app/cards/account-client.ts';
import { NOW } from './account.ts';
import type { CardTasks } from '../../../extensions/app/cards/card-tasks.ts';
import { NOT_KNOWN, serveWithTasks, type Answer } from './served-account.ts';
import { readScreen } from '../text.ts';

type Card = React.ComponentType<{ client: AccountClient; clock: () => number; undoForMs?: number }>;

/** Renders a card against a server that answers in turn, and waits until it shows `until`. */
export async function showCard(
  card: Card,
  until: string,
  answers: Answer[],
  undoForMs = 10_000,
  tasks: CardTasks = NOT_KNOWN,
) {
  const { client, requests } = serveWithTasks(answers, tasks);
  const renderer = createPatientRenderer('crm.record.tab');
  const Shown = card;
  renderer.render(<Shown client={client} clock={() => NOW} undoForMs={undoForMs} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const misses = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).not.toContain(text));
  await sees(until);
  return { ...renderer, requests, screen, sees, misses };
}
