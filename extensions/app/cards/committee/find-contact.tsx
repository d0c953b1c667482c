import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import React from 'react';
import { COMMITTEE } from '../work-texts.ts';

const CONTACT = '0-1';
const COMPANY = '0-2';

/** Opens HubSpot's own panel beside the record, in which a contact is searched for, or made, and put on this company. */
export function FindContact({ companyId, role }: { companyId: string | undefined; role: string }) {
  const association = { objectTypeId: COMPANY, objectId: Number(companyId) };
  return (
    <CrmActionLink actionType="OPEN_RECORD_ASSOCIATION_FORM" actionContext={{ objectTypeId: CONTACT, association }}>
      {COMMITTEE.find(role)}
    </CrmActionLink>
  );
}
