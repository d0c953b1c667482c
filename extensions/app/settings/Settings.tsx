import { hubspot } from '@hubspot/ui-extensions';
import React, { useMemo } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import { writeFor } from 'roundtable-ui/formats.ts';
import { createSettingsClient } from './settings-client.ts';
import { SettingsPage } from './settings-page.tsx';

function Settings({ baseUrl, portalId }: { baseUrl: unknown; portalId: number }) {
  const client = useMemo(() => createSettingsClient(connectApp(baseUrl, hubspot.fetch)), [baseUrl]);
  return <SettingsPage client={client} portalId={portalId} />;
}

hubspot.extend<'settings'>(({ context }) => {
  writeFor({ locale: context.user.locale, timeZone: context.portal.timezone });
  return <Settings baseUrl={context.variables?.['APP_BASE_URL']} portalId={context.portal.id} />;
});
