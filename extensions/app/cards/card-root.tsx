import { hubspot } from '@hubspot/ui-extensions';
import React, { useMemo } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import { createAccountClient, type AccountClient } from './account-client.ts';

interface CardRootProps {
  context: { crm: { objectId: number }; variables?: Record<string, unknown> };
  card: React.ComponentType<{ client: AccountClient }>;
}

/** Connects a card with the app for the record it is shown on. HubSpot signs who asks; the card says only which record. */
export function CardRoot({ context, card: Card }: CardRootProps) {
  const baseUrl = context.variables?.['APP_BASE_URL'];
  const companyId = String(context.crm.objectId);
  const client = useMemo(
    () => createAccountClient(connectApp(baseUrl, hubspot.fetch), companyId),
    [baseUrl, companyId],
  );
  return <Card client={client} />;
}
