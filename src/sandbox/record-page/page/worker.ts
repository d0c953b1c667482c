import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import React from 'react';
import type { ExtensionContext, HostApi, Values, WorkerApi } from './protocol.ts';

type Render = (api: { context: ExtensionContext; actions: object }) => React.ReactElement;
type FetchOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: Record<string, unknown>;
  headers?: Headers | Record<string, string>;
  timeout?: number;
};

const scope = self as unknown as Worker & { importScripts: (url: string) => void };
const endpoint = createEndpoint<HostApi>(fromWebWorker(scope));
const host = endpoint.call;
const api: WorkerApi = { start };
endpoint.expose({ ...api });

scope.addEventListener('error', (event) => void host.reportProblem(event.message));
scope.addEventListener('unhandledrejection', (event) => {
  const { reason } = event as unknown as PromiseRejectionEvent;
  void host.reportProblem(reason instanceof Error ? reason.message : String(reason));
});

/** Runs a bundle as HubSpot's worker does: its dependencies are globals, and it registers itself through `extend_V2`. */
function start(...[bundleUrl, context, pagePath, channel]: Parameters<WorkerApi['start']>): void {
  retain(channel);
  const registered: Render[] = [];
  Object.assign(scope, {
    __HUBSPOT_EXTENSION_WORKER__: true,
    React,
    RemoteUI,
    logger: console,
    extend_V2: (render: Render) => void registered.push(render),
    hsFetch: fetchThroughHost,
    hsWorkerAPI: createWorkerApi(context, pagePath),
  });
  scope.importScripts(bundleUrl);
  const [render] = registered;
  if (render === undefined) throw new Error(`${bundleUrl} did not call hubspot.extend.`);
  const root = RemoteUI.createRemoteRoot(channel);
  RemoteUI.createRoot(root).render(render({ context, actions: createActions() }));
  void root.mount();
}

/** `hubspot.fetch`: resolves with a `Response`; rejects if the sandbox refuses the request. */
async function fetchThroughHost(url: string | URL, options: FetchOptions = {}): Promise<Response> {
  const { method, body, headers, timeout } = options;
  const hasBody = body !== undefined && Object.keys(body).length > 0;
  const answer = await host.fetch({
    url: String(url),
    ...(method === undefined ? {} : { method }),
    ...(hasBody ? { body } : {}),
    ...(headers === undefined ? {} : { headers: Object.fromEntries(new Headers(headers)) }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
  });
  const isEmpty = [204, 205, 304].includes(answer.status);
  return new Response(isEmpty ? null : answer.body, { status: answer.status, headers: answer.headers });
}

function createActions(): object {
  return {
    addAlert: (...given: Parameters<HostApi['addAlert']>) => void host.addAlert(...given),
    openIframeModal: (...given: Parameters<HostApi['openIframeModal']>) => void host.openIframeModal(...given),
    closeOverlay: (id: string) => void host.closeOverlay(id),
    copyTextToClipboard: (text: string) => host.copyTextToClipboard(text),
    navigateToPage: (...given: Parameters<HostApi['navigateToPage']>) => void host.navigateToPage(...given),
    refreshObjectProperties: () => void host.refreshObjectProperties(),
    reloadPage: () => void host.reloadPage(),
    fetchCrmObjectProperties: (names: string[] | '*') => host.readValues(names === '*' ? [] : names),
    onCrmPropertiesUpdate: (names: string[] | '*', callback: (values: Values) => void) =>
      void host.watchValues(names === '*' ? [] : names, callback),
  };
}

function createWorkerApi(context: ExtensionContext, pagePath: string): object {
  const actions = createActions();
  const location = { path: pagePath, params: {} };
  return {
    useExtensionContext: () => context,
    useExtensionActions: () => actions,
    useExtensionApi: () => ({ context, actions }),
    useAppPageLocation: () => location,
    fetchCrmProperties: async (names: string[], onUpdate: (values: Values) => void) => {
      void host.watchValues(names, onUpdate);
      const data = await host.readValues(names);
      return { json: async () => ({ data }) };
    },
    fetchAssociations: absent('fetchAssociations'),
    fetchCrmSearch: absent('fetchCrmSearch'),
    fetchHubSpotApi: absent('fetchHubSpotApi'),
    formatCrmProperties: absent('formatCrmProperties'),
  };
}

function absent(name: string): () => Promise<{ json: () => Promise<{ error: string }> }> {
  return async () => ({ json: async () => ({ error: `The sandbox has no ${name}.` }) });
}
