import { useEffect } from 'react';
import type { PortalView } from '../record-page-data.ts';
import { ExtensionFrame } from './extension-frame.tsx';

interface AppPageProps {
  portal: PortalView;
  type: 'page' | 'settings';
  heading: string;
}

/** The app's own page or its settings, alone on the screen. */
export function AppPage({ portal, type, heading }: AppPageProps) {
  const extension = portal.extensions.find((each) => each.type === type);
  useEffect(() => {
    document.title = `${heading} · ${portal.name}`;
  }, [heading, portal.name]);
  return (
    <div className="app-page">
      <h1>
        {portal.appName} <small>{heading}</small>
      </h1>
      <section className="panel" aria-label={heading}>
        {extension === undefined ? (
          <p>The app has no extension of this kind.</p>
        ) : (
          <ExtensionFrame portal={portal} extension={extension} />
        )}
      </section>
    </div>
  );
}
