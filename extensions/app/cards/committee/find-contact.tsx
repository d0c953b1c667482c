import { CrmActionButton, CrmActionLink, type CrmActionLinkProps } from '@hubspot/ui-extensions/crm';
import React from 'react';
import { COMMITTEE } from '../work-texts.ts';

const CONTACT = '0-1';
const COMPANY = '0-2';

interface FindContactProps {
  companyId: string | undefined;
  /** Its label. */
  role: string;
}

/** Opens HubSpot's own panel beside the record, in which a contact is searched for, or made, and put on this company. */
export function FindContact({ companyId, role }: FindContactProps) {
  return <CrmActionLink {...openPanel(companyId)}>{COMMITTEE.find(role)}</CrmActionLink>;
}

/** The same as the first thing to do on the card: the words above name the role, since this button cuts nothing where a card is narrow. */
export function FindContactFirst({
  companyId,
  isSettling,
  isPrimary,
}: Pick<FindContactProps, 'companyId'> & { isSettling: boolean; isPrimary: boolean }) {
  return (
    <CrmActionButton {...openPanel(companyId)} variant={isPrimary ? 'primary' : 'secondary'} disabled={isSettling}>
      {COMMITTEE.first.find}
    </CrmActionButton>
  );
}

function openPanel(companyId: string | undefined): Pick<CrmActionLinkProps, 'actionType' | 'actionContext'> {
  const association = { objectTypeId: COMPANY, objectId: Number(companyId) };
  return { actionType: 'OPEN_RECORD_ASSOCIATION_FORM', actionContext: { objectTypeId: CONTACT, association } };
}
