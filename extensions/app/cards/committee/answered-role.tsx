import { Alert, Button } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountClient } from '../account-client.ts';
import { COMMITTEE } from '../work-texts.ts';
import type { Account } from '../use-account.ts';

/** A "yes" or "no" just given, which can be undone for a moment. */
export interface GivenAnswer {
  decision: 'confirmed' | 'rejected';
  contactId: string;
  name: string;
  role: string;
  label: string;
  /** Of the request that decided. */
  requestId: string;
  /** It was given at the top of the card, where it is undone as well. */
  isFirst: boolean;
}

interface AnsweredRoleProps {
  account: Account;
  client: AccountClient;
  answer: GivenAnswer;
  onAnswer: (answer: null) => void;
  /** It has only just appeared where something else could be pressed. */
  isSettling?: boolean;
}

/** Says what was just answered, and offers the way back. */
export function AnsweredRole({ account, client, answer, onAnswer, isSettling = false }: AnsweredRoleProps) {
  const { decision, contactId, name, role, label, requestId } = answer;
  const undo = (): void =>
    account.act(`undo ${role} ${contactId}`, client.undoRole(contactId, role, requestId), () => onAnswer(null));
  return (
    <Alert title={COMMITTEE[decision](name, label)} variant={decision === 'confirmed' ? 'success' : 'info'}>
      <Button size="xs" disabled={isSettling || account.busy !== null} onClick={undo}>
        {COMMITTEE.undo}
      </Button>
    </Alert>
  );
}
