import { createRoot } from 'react-dom/client';
import type { PortalView } from '../record-page-data.ts';
import { useSandbox } from './call-sandbox.ts';
import { AppPage } from './app-page.tsx';
import { CompanyList } from './company-list.tsx';
import { CompanyRecord } from './company-record.tsx';
import { Notifications } from './notifications.tsx';
import { PageFrame } from './page-frame.tsx';
import { applyTheme } from './theme-choice.tsx';

/** Pages are plain links: each path is a full page load, as in HubSpot. */
function App({ path }: { path: string }) {
  const { data: portal, problem } = useSandbox<PortalView>('portal');
  if (portal === null) return problem === null ? null : <p role="alert">The portal could not be read: {problem}</p>;
  return (
    <PageFrame portal={portal} path={path}>
      <View portal={portal} path={path} />
      <Notifications />
    </PageFrame>
  );
}

function View({ portal, path }: { portal: PortalView; path: string }) {
  const company = /^\/(?:companies|contacts\/\d+\/record\/0-2)\/([^/]+)\/?$/.exec(path)?.[1];
  if (company !== undefined) return <CompanyRecord portal={portal} id={decodeURIComponent(company)} />;
  if (path.startsWith('/accounts')) return <AppPage portal={portal} type="page" heading="Target accounts" />;
  if (path.startsWith('/settings')) return <AppPage portal={portal} type="settings" heading="App settings" />;
  return <CompanyList isInstalled={portal.isInstalled} />;
}

applyTheme();
const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<App path={location.pathname} />);
