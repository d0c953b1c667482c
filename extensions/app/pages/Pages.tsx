import { hubspot, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import React, { useMemo } from 'react';
import { connectApp } from 'roundtable-ui/call-app.ts';
import { writeFor } from 'roundtable-ui/formats.ts';
import { PageFrame, type AppPage } from './page-frame.tsx';
import { PlaysPage } from './plays/plays.tsx';
import { ProgramPage } from './program/program.tsx';
import { WeeklyReviewPage } from './review/review.tsx';
import { SegmentsPage } from './segments/segments.tsx';
import { TargetAccountsPage } from './target-list/target-accounts.tsx';

/** In the order of the tabs. */
const PAGES: readonly AppPage[] = [
  { id: 'accounts', title: 'Target accounts', Page: TargetAccountsPage },
  { id: 'review', title: 'Weekly review', Page: WeeklyReviewPage },
  { id: 'plays', title: 'Plays', Page: PlaysPage },
  { id: 'program', title: 'Program', Page: ProgramPage },
  { id: 'segments', title: 'Segments', Page: SegmentsPage },
];

function AppPages() {
  const { portal, user, variables } = useExtensionContext<'pages'>();
  const { copyTextToClipboard: copy } = useExtensionActions<'pages'>();
  writeFor({ locale: user.locale, timeZone: portal.timezone });
  const baseUrl = variables?.['APP_BASE_URL'];
  const app = useMemo(() => connectApp(baseUrl, hubspot.fetch), [baseUrl]);
  return <PageFrame pages={PAGES} app={app} portalId={portal.id} copy={copy} />;
}

const PageRouter = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={AppPages} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <PageRouter />);
