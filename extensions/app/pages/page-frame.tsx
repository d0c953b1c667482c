import { Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { App } from 'roundtable-ui/call-app.ts';

/** What every page is given. */
export interface PageProps {
  app: App;
  portalId: number;
  /** Puts a text on the clipboard, where HubSpot lets the page. */
  copy?: ((text: string) => Promise<void>) | undefined;
}

export interface AppPage {
  id: string;
  title: string;
  Page: React.ComponentType<PageProps>;
}

/** The pages as tabs, the first one open; a page is loaded when it is opened. */
export function PageFrame({ pages, ...given }: PageProps & { pages: readonly AppPage[] }) {
  const [open, setOpen] = useState(pages[0]?.id ?? '');
  return (
    <Flex direction="column" gap="medium">
      <Tabs selected={open} onSelectedChange={(id: string | number) => setOpen(String(id))}>
        {pages.map(({ id, title, Page }) => (
          <Tab key={id} tabId={id} title={title}>
            {id === open ? <Page {...given} /> : null}
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
}
