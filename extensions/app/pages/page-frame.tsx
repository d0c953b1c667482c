import { Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import type { App } from 'roundtable-ui/call-app.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { PortalState } from './portal-state.tsx';
import type { PortalStateData } from './portal-state-data.ts';

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

/** The pages as tabs, the first one open, under what their figures are to be read with; a page is loaded when it is opened. */
export function PageFrame({ pages, ...given }: PageProps & { pages: readonly AppPage[] }) {
  const { app } = given;
  const [open, setOpen] = useState(pages[0]?.id ?? '');
  /** How often the page was read anew. */
  const [turn, setTurn] = useState(0);
  const state = useLoaded(useCallback(() => app.read<PortalStateData>('/api/pages/state'), [app]));
  const check = (): void => {
    state.reload();
    setTurn(turn + 1);
  };
  return (
    <Flex direction="column" gap="medium">
      {state.data === null ? null : <PortalState state={state.data} onCheck={check} />}
      <Tabs selected={open} onSelectedChange={(id: string | number) => setOpen(String(id))}>
        {pages.map(({ id, title, Page }) => (
          <Tab key={id} tabId={id} title={title}>
            {id === open ? <Page key={turn} {...given} /> : null}
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
}
