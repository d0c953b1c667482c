import { Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import type { App } from 'roundtable-ui/call-app.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { PortalState } from './portal-state.tsx';
import type { PortalStateData } from './portal-state-data.ts';

/** The props of every page. */
export interface PageProps {
  app: App;
  portalId: number;
  /** Copies a text to the clipboard, if HubSpot allows it. */
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
  /** How often the page was reloaded. */
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
