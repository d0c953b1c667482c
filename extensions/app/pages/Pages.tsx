import { hubspot, useExtensionContext } from '@hubspot/ui-extensions';
import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import React, { useCallback } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import type { AccountsPageData, TierFilter } from './accounts-page-data.ts';
import { TargetAccounts } from './target-accounts.tsx';

function TargetAccountsPage() {
  const { portal, variables } = useExtensionContext<'pages'>();
  const baseUrl = variables?.['APP_BASE_URL'];
  const load = useCallback(
    (tier: TierFilter, after: string | null) => {
      const query = new URLSearchParams({ ...(tier === '' ? {} : { tier }), ...(after === null ? {} : { after }) });
      return connectApp(baseUrl, hubspot.fetch).read<AccountsPageData>(`/api/pages/accounts?${query}`);
    },
    [baseUrl],
  );
  return <TargetAccounts portalId={portal.id} load={load} />;
}

const PageRouter = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={TargetAccountsPage} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <PageRouter />);
