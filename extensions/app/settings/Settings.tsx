import { hubspot } from '@hubspot/ui-extensions';
import React, { useMemo } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import type { Copy } from 'roundtable-ui/copy-button.tsx';
import { writeFor } from 'roundtable-ui/formats.ts';
import { createSettingsClient } from './settings-client.ts';
import { SettingsPage } from './settings-page.tsx';

interface SettingsProps {
  baseUrl: unknown;
  portalId: number;
  copy: Copy;
}

function Settings({ baseUrl, portalId, copy }: SettingsProps) {
  const client = useMemo(() => createSettingsClient(connectApp(baseUrl, hubspot.fetch)), [baseUrl]);
  return <SettingsPage client={client} portalId={portalId} copy={copy} />;
}

hubspot.extend<'settings'>(({ context, actions }) => {
  writeFor({ locale: context.user.locale, timeZone: context.portal.timezone });
  const baseUrl = context.variables?.['APP_BASE_URL'];
  return <Settings baseUrl={baseUrl} portalId={context.portal.id} copy={actions.copyTextToClipboard} />;
});
