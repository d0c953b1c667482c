import { z } from 'zod';
import type { PortalStore } from '../store/portal-store.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a handler receives: everything is validated. `baseUrl` is the stand-in's own, for absolute links. */
export interface Call<Q, B> {
  store: PortalStore;
  params: Record<string, string>;
  query: Q;
  body: B;
  baseUrl: string;
  app: AppCredentials;
  /** Records a use that HubSpot would tolerate but that is most likely a bug in the app. */
  noteViolation: (kind: ViolationKind, detail: string) => void;
}

export interface AppCredentials {
  clientId: string;
  clientSecret: string;
  appId: string;
}

export interface Answer {
  status: number;
  body?: unknown;
}

export type ViolationKind = 'unknown_path' | 'unknown_query' | 'unknown_body_field' | 'unknown_property';

/** One endpoint of HubSpot. `scopes`: the token needs one of each inner list. */
export interface Endpoint {
  method: Method;
  /** In Express's syntax: `/crm/objects/2026-09/:objectType`. */
  path: string;
  limit: 'general' | 'search' | 'none';
  /** A grant's access token, the app's own, or none. */
  auth: 'token' | 'app' | 'none';
  scopes: (params: Record<string, string>) => string[][];
  query: z.ZodType;
  body: z.ZodType;
  answer: (call: Call<never, never>) => Answer | Promise<Answer>;
}

interface EndpointInput<Q, B> {
  method: Method;
  path: string;
  limit?: Endpoint['limit'];
  auth?: Endpoint['auth'];
  scopes?: Endpoint['scopes'];
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  answer: (call: Call<Q, B>) => Answer | Promise<Answer>;
}

const NOTHING = z.strictObject({});

/** Declares an endpoint; a query parameter or body field it does not name is rejected and recorded as a violation. */
export function endpoint<Q = Record<string, never>, B = unknown>(input: EndpointInput<Q, B>): Endpoint {
  return {
    limit: 'general',
    auth: 'token',
    scopes: () => [],
    query: NOTHING,
    body: z.unknown(),
    ...input,
  };
}

/** `a,b` or a repeated parameter, as HubSpot parses lists in a query. */
export const csv = z.union([z.string(), z.array(z.string())]).transform((value) =>
  [value]
    .flat()
    .flatMap((each) => each.split(','))
    .filter((each) => each !== ''),
);

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
