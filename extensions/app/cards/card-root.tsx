import { hubspot } from '@hubspot/ui-extensions';
import React, { useMemo } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import { writeFor } from 'roundtable-ui/formats.ts';
import { createAccountClient, type AccountClient } from './account-client.ts';

/** The props of every card. */
export interface CardProps {
  client: AccountClient;
  /** Epoch ms, read at each rendering; relative times are computed from it. */
  clock?: () => number;
  /** How long a click can be undone. */
  undoForMs?: number;
  /** Copies a text to the clipboard, if HubSpot allows it. */
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

/** Connects a card with the app for the record it is shown on. HubSpot signs the user; the card only names the record. */
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
