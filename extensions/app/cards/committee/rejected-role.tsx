import { Alert, Button } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountClient } from '../account-client.ts';
import { COMMITTEE } from '../work-texts.ts';
import type { Account } from '../use-account.ts';

/** A "no" just given, which can be taken back for a moment. */
export interface GivenRejection {
  contactId: string;
  name: string;
  role: string;
  label: string;
  /** Of the request that rejected. */
  requestId: string;
  /** It was given at the top of the card, where it is taken back as well. */
  isFirst: boolean;
}

interface RejectedRoleProps {
  account: Account;
  client: AccountClient;
  rejection: GivenRejection;
  onRejection: (rejection: null) => void;
}

/** Says what was just rejected, and offers the way back. */
export function RejectedRole({ account, client, rejection, onRejection }: RejectedRoleProps) {
  const { contactId, name, role, label, requestId } = rejection;
  const undo = (): void =>
    account.act(`undo ${role} ${contactId}`, client.undoRole(contactId, role, requestId), () => onRejection(null));
  return (
    <Alert title={COMMITTEE.rejected(name, label)} variant="info">
      <Button size="xs" disabled={account.busy !== null} onClick={undo}>
        {COMMITTEE.undo}
      </Button>
    </Alert>
  );
}
