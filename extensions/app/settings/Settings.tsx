import { hubspot } from '@hubspot/ui-extensions';
import React, { useCallback } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import type { SyncData } from './sync-data.ts';
import { SyncStatus } from './sync-status.tsx';

function Settings({ baseUrl }: { baseUrl: unknown }) {
  const load = useCallback(() => connectApp(baseUrl, hubspot.fetch).read<SyncData>('/api/settings/sync'), [baseUrl]);
  return <SyncStatus load={load} />;
}

hubspot.extend<'settings'>(({ context }) => <Settings baseUrl={context.variables?.['APP_BASE_URL']} />);
