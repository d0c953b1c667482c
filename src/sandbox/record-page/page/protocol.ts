import type { RemoteReceiver } from '@remote-ui/react/host';
import type { ForwardedRequest, ForwardedResponse } from '../record-page-data.ts';

/** What an extension knows about where it runs; the shape of HubSpot's `context`. */
export interface ExtensionContext {
  location: string;
  user: {
    id: number;
    email: string;
    emails: string[];
    firstName: string;
    lastName: string;
    roles: string[];
    teams: never[];
    permissions: string[];
    locale: string;
    language: string;
  };
  portal: { id: number; timezone: string };
  variables: Record<string, string>;
  extension: { appId: string; appName: string; cardTitle: string };
  /** Only for a card on a record. */
  crm?: { objectId: number; objectTypeId: string };
}

export interface AlertRequest {
  type?: 'info' | 'warning' | 'success' | 'danger' | 'tip';
  title?: string;
  message: string;
}

export interface IframeRequest {
  uri: string;
  height: number;
  width: number;
  title?: string;
}

export type Values = Record<string, string | null>;

/** What the page does for the worker. Arguments and results are sent as messages; functions among them become callbacks. */
export interface HostApi {
  fetch: (request: ForwardedRequest) => Promise<ForwardedResponse>;
  readValues: (names: string[]) => Promise<Values>;
  watchValues: (names: string[], callback: (values: Values) => void) => void;
  addAlert: (alert: AlertRequest) => void;
  openIframeModal: (request: IframeRequest, onClose?: () => void) => void;
  closeOverlay: (id: string) => void;
  copyTextToClipboard: (text: string) => Promise<void>;
  navigateToPage: (target: { to: string; params?: Record<string, string> }) => void;
  refreshObjectProperties: () => void;
  reloadPage: () => void;
  reportProblem: (message: string) => void;
}

export interface WorkerApi {
  start: (bundleUrl: string, context: ExtensionContext, pagePath: string, channel: RemoteReceiver['receive']) => void;
}
