import { createRemoteReceiver } from '@remote-ui/react/host';
import type { RemoteReceiver } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker, release, retain } from '@remote-ui/rpc';
import type { ExtensionView, ForwardedResponse, PortalView } from '../record-page-data.ts';
import { callSandbox } from './call-sandbox.ts';
import { closeOverlay } from './components/overlay-state.ts';
import { showAlert, showIframe } from './notifications.tsx';
import type { ExtensionContext, HostApi, Values, WorkerApi } from './protocol.ts';
import { watchValues } from './watch-values.ts';

type Watchers = Set<() => Promise<void>>;

/** HubSpot's id of the object type "companies". */
const COMPANY_TYPE_ID = '0-2';

export interface HostOptions {
  portal: PortalView;
  extension: ExtensionView;
  /** The company's id if the extension is a card. */
  companyId: string | null;
  onProblem: (message: string) => void;
  /** Reads the record again. */
  refreshRecord: () => void;
}

export interface ExtensionHost {
  receiver: RemoteReceiver;
  /** Notifies the extension's watchers of changed values. */
  recordRefreshed: () => void;
  stop: () => void;
}

/** Starts a separate worker for one extension; `receiver` gets what it renders. */
export function startExtension(options: HostOptions): ExtensionHost {
  const worker = new Worker('/sandbox-assets/worker.js', { name: options.extension.uid });
  const receiver = createRemoteReceiver();
  const watchers: Watchers = new Set();
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker));
  endpoint.expose({ ...createHostApi(options, watchers) });
  const fail = (error: Error): void => options.onProblem(error.message);
  worker.addEventListener('error', (event) => options.onProblem(event.message || 'The worker could not be started.'));
  const { extension } = options;
  endpoint.call.start(extension.bundleUrl, createContext(options), '/', receiver.receive).catch(fail);
  return {
    receiver,
    recordRefreshed: () => {
      for (const look of watchers) void look();
    },
    stop: () => worker.terminate(),
  };
}

function createContext({ portal, extension, companyId }: HostOptions): ExtensionContext {
  // HubSpot passes the user's own setting; here the browser's is used.
  const locale = navigator.language.toLowerCase();
  const [language = 'en'] = locale.split('-');
  const { user, portalId, timeZone, variables, appId, appName } = portal;
  return {
    location: extension.location,
    user: { ...user, emails: [user.email], roles: [], teams: [], permissions: [], locale, language },
    portal: { id: portalId, timezone: timeZone },
    variables,
    extension: { appId, appName, cardTitle: extension.title },
    ...(companyId === null ? {} : { crm: { objectId: Number(companyId), objectTypeId: COMPANY_TYPE_ID } }),
  };
}

function createHostApi({ companyId, onProblem, refreshRecord }: HostOptions, watchers: Watchers): HostApi {
  const readValues = (names: string[]): Promise<Values> => {
    if (companyId === null) return Promise.reject(new Error('There is no record here to read properties of.'));
    const query = new URLSearchParams(names.map((name) => ['name', name]));
    return callSandbox(`companies/${companyId}/values?${query}`);
  };
  return {
    readValues,
    fetch: (request) => callSandbox<ForwardedResponse>('hubspot-fetch', request),
    watchValues: (names, callback) => {
      retain(callback);
      watchers.add(watchValues(() => readValues(names), callback));
    },
    addAlert: showAlert,
    openIframeModal: (request, onClose) => {
      if (onClose !== undefined) retain(onClose);
      showIframe(request, () => {
        onClose?.();
        if (onClose !== undefined) release(onClose);
      });
    },
    closeOverlay,
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    navigateToPage: ({ to }) => location.assign(to === '/' ? '/accounts' : `/accounts${to}`),
    refreshObjectProperties: refreshRecord,
    reloadPage: () => location.reload(),
    reportProblem: onProblem,
  };
}
