import { RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useRef, useState } from 'react';
import type { ExtensionView, PortalView } from '../record-page-data.ts';
import { controller } from './components/controller.tsx';
import { RecordId } from './components/crm.tsx';
import type { ExtensionHost } from './extension-host.ts';
import { startExtension } from './extension-host.ts';

/** The company record on the page, as seen by its extensions. */
export interface ShownRecord {
  companyId: string;
  /** How often an extension asked to refresh the record. As in HubSpot, other changes are not reported. */
  refreshes: number;
  refresh: () => void;
}

interface ExtensionFrameProps {
  portal: PortalView;
  extension: ExtensionView;
  record?: ShownRecord;
}

const doNothing = (): void => undefined;

/** One extension, run in a worker from its unmodified bundle and rendered with the page's own components. */
export function ExtensionFrame({ portal, extension, record }: ExtensionFrameProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const host = useExtension({
    portal,
    extension,
    companyId: record?.companyId ?? null,
    onProblem: setProblem,
    refreshRecord: record?.refresh ?? doNothing,
  });
  const refreshes = record?.refreshes;
  useEffect(() => host?.recordRefreshed(), [host, refreshes]);
  if (problem !== null) {
    return (
      <div className="hs-alert hs-alert-danger" role="alert">
        <strong>{extension.title} stopped with an error</strong>
        <span>{problem}</span>
      </div>
    );
  }
  return (
    <div className="extension" data-extension={extension.uid}>
      <RecordId.Provider value={record?.companyId ?? null}>
        {host === null ? null : <RemoteRenderer receiver={host.receiver} controller={controller} />}
      </RecordId.Provider>
    </div>
  );
}

/** Runs a worker for as long as the frame is mounted. */
function useExtension(options: Parameters<typeof startExtension>[0]): ExtensionHost | null {
  const [host, setHost] = useState<ExtensionHost | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const { portal, extension, companyId } = options;
  useEffect(() => {
    const started = startExtension({
      portal,
      extension,
      companyId,
      onProblem: (message) => latest.current.onProblem(message),
      refreshRecord: () => latest.current.refreshRecord(),
    });
    setHost(started);
    return started.stop;
  }, [portal, extension, companyId]);
  return host;
}
