import { z } from 'zod';
import { HUBSPOT_ID } from '../../domain/hubspot-id.ts';
import { accountFilterSchema } from '../target-list/account-query.ts';
import { signalsBody } from '../signals/signal-routes.ts';
import {
  accountDetailSchema,
  accountPageSchema,
  accountSignalsSchema,
  playsSchema,
  problemSchema,
  receiptSchema,
} from './rest-schemas.ts';

const RETRY_AFTER = { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } };
const PROBLEMS = {
  400: 'A parameter does not hold',
  401: 'No key or signature, or not a valid one',
  429: 'Too many requests',
  503: 'Cannot be answered at this moment; nothing is done twice where the same is sent again',
} as const;
const PASSING = new Set(['429', '503']);

/** Headers of a request signed with a signal key, by the name of its security scheme. */
const SIGNAL_HEADERS = {
  signalKey: ['X-Roundtable-Key-Id', 'Id of the signal key'],
  signalTime: ['X-Roundtable-Timestamp', 'Now, in ms since 1970; at most 5 minutes off'],
  signalSignature: [
    'X-Roundtable-Signature',
    'base64 of HMAC-SHA256 with the secret of the signal key over the timestamp, a dot and the bytes of the body',
  ],
} as const;

interface Operation {
  operationId: string;
  summary: string;
  answer: z.ZodType;
  /** 200 by default. */
  status?: number;
  body?: z.ZodType;
  security?: object[];
  parameters?: object[];
  notFound?: string;
}

/** The OpenAPI 3.1 document of API version 1, generated from the schemas that parse its requests and answers. */
export function describeApi(appBaseUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Roundtable',
      version: '1',
      description:
        'Accounts, scores, signals and plays of one HubSpot portal, for programs. An admin makes a key in the settings (Data, API keys); ' +
        'sending signals takes a signal key, which reads nothing. Fields may be added to version 1; none is taken away or changes its meaning.',
    },
    servers: [{ url: appBaseUrl }],
    security: [{ key: [] }],
    paths: {
      '/v1/accounts': { get: operation(LIST_ACCOUNTS) },
      '/v1/accounts/{companyId}': { get: operation(GET_ACCOUNT) },
      '/v1/accounts/{companyId}/signals': { get: operation(LIST_SIGNALS) },
      '/v1/plays': { get: operation(LIST_PLAYS) },
      '/signals': { post: operation(SEND_SIGNALS) },
    },
    components: { securitySchemes: describeKeys() },
  };
}

function describeKeys(): object {
  const headers = Object.entries(SIGNAL_HEADERS).map(([scheme, [name, description]]) => [
    scheme,
    { type: 'apiKey', in: 'header', name, description },
  ]);
  return {
    key: { type: 'http', scheme: 'bearer', description: 'The key as the settings showed it' },
    ...Object.fromEntries(headers),
  };
}

const LIST_ACCOUNTS: Operation = {
  operationId: 'listAccounts',
  summary: 'The accounts of the portal, 100 a page',
  answer: accountPageSchema,
  parameters: [
    ...toParameters(accountFilterSchema),
    { in: 'query', name: 'after', schema: { type: 'string' }, description: '`next` of the page before' },
  ],
};

const COMPANY_ID = {
  in: 'path',
  name: 'companyId',
  required: true,
  schema: { type: 'string', pattern: HUBSPOT_ID.source },
};

const GET_ACCOUNT: Operation = {
  operationId: 'getAccount',
  summary: 'One account with the reasons of its scores, gaps, risks and recommended plays',
  answer: accountDetailSchema,
  parameters: [COMPANY_ID],
  notFound: 'No such company, or it is not scored yet',
};

const LIST_PLAYS: Operation = {
  operationId: 'listPlays',
  summary: 'Every play with what came of it',
  answer: playsSchema,
};

const LIST_SIGNALS: Operation = {
  operationId: 'listSignals',
  summary: 'The intent signals of one account',
  answer: accountSignalsSchema,
  parameters: [COMPANY_ID],
  notFound: 'No such company',
};

const SEND_SIGNALS: Operation = {
  operationId: 'sendSignals',
  summary: 'Takes signals in: intent of a company, or an activity of a contact. The same id again changes what it said',
  answer: receiptSchema,
  status: 202,
  body: signalsBody,
  security: [Object.fromEntries(Object.keys(SIGNAL_HEADERS).map((scheme) => [scheme, []]))],
};

function operation({ operationId, summary, answer, status = 200, body, security, ...more }: Operation): object {
  const { parameters = [], notFound } = more;
  const problems = notFound === undefined ? PROBLEMS : { ...PROBLEMS, 404: notFound };
  const failures = Object.entries(problems).map(([code, description]) => [
    code,
    { description, content: json(problemSchema), ...(PASSING.has(code) ? { headers: RETRY_AFTER } : {}) },
  ]);
  return {
    operationId,
    summary,
    ...(security === undefined ? {} : { security }),
    parameters,
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(body, 'input') } }),
    responses: { [status]: { description: summary, content: json(answer) }, ...Object.fromEntries(failures) },
  };
}

function json(schema: z.ZodType, io: 'input' | 'output' = 'output'): object {
  return { 'application/json': { schema: toJsonSchema(schema, io) } };
}

function toParameters(schema: z.ZodObject): object[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    in: 'query',
    name,
    schema: toJsonSchema(field, 'input'),
  }));
}

function toJsonSchema(schema: z.core.$ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _version, ...plain } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', reused: 'inline' });
  return plain;
}
