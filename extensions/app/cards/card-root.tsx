import { hubspot } from '@hubspot/ui-extensions';
import React, { useMemo } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import { writeFor } from 'roundtable-ui/formats.ts';
import { createAccountClient, type AccountClient } from './account-client.ts';

/** What every card is given. */
export interface CardProps {
  client: AccountClient;
  /** Epoch ms, read at each rendering, from which relative times are counted. */
  clock?: () => number;
  /** How long what was just said can be taken back. */
  undoForMs?: number;
  /** Puts a text on the clipboard, where HubSpot lets the card. */
  copy?: (text: string) => Promise<void>;
}

interface CardRootProps extends Pick<CardProps, 'copy'> {
  context: {
    crm: { objectId: number };
    user: { locale?: string };
    portal: { timezone: string };
    variables?: Record<string, unknown>;
  };
  card: React.ComponentType<CardProps>;
}

/** Connects a card with the app for the record it is shown on. HubSpot signs who asks; the card says only which record. */
export function CardRoot({ context, card: Card, ...given }: CardRootProps) {
  const baseUrl = context.variables?.['APP_BASE_URL'];
  writeFor({ locale: context.user.locale, timeZone: context.portal.timezone });
  const companyId = String(context.crm.objectId);
  const client = useMemo(
    () => createAccountClient(connectApp(baseUrl, hubspot.fetch), companyId),
    [baseUrl, companyId],
  );
  return <Card client={client} {...given} />;
}
