import { z } from 'zod';
import { accountFilterSchema } from '../target-list/account-query.ts';
import { accountDetailSchema, accountPageSchema, playsSchema, problemSchema } from './rest-schemas.ts';

const PROBLEMS = {
  400: 'A parameter does not hold',
  401: 'No key, or not a valid one',
  429: 'Too many requests',
} as const;

interface Operation {
  operationId: string;
  summary: string;
  answer: z.ZodType;
  parameters?: object[];
  notFound?: string;
}

/** The document of the API's version 1 (OpenAPI 3.1), made from the schemas that its requests and answers are parsed by. */
export function describeApi(appBaseUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Roundtable',
      version: '1',
      description:
        'Accounts, scores and plays of one HubSpot portal, for programs. An admin makes a key in the settings (Data, API keys). ' +
        'Fields may be added to version 1; none is taken away or changes its meaning.',
    },
    servers: [{ url: appBaseUrl }],
    security: [{ key: [] }],
    paths: {
      '/v1/accounts': { get: operation(LIST_ACCOUNTS) },
      '/v1/accounts/{companyId}': { get: operation(GET_ACCOUNT) },
      '/v1/plays': { get: operation(LIST_PLAYS) },
    },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'The key as the settings showed it' } },
    },
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

const GET_ACCOUNT: Operation = {
  operationId: 'getAccount',
  summary: 'One account with the reasons of its scores, gaps, risks and recommended plays',
  answer: accountDetailSchema,
  parameters: [{ in: 'path', name: 'companyId', required: true, schema: { type: 'string', pattern: '^\\d{1,20}$' } }],
  notFound: 'No such company, or it is not scored yet',
};

const LIST_PLAYS: Operation = {
  operationId: 'listPlays',
  summary: 'Every play with what came of it',
  answer: playsSchema,
};

function operation({ operationId, summary, answer, parameters = [], notFound }: Operation): object {
  const problems = notFound === undefined ? PROBLEMS : { ...PROBLEMS, 404: notFound };
  const failures = Object.entries(problems).map(([status, description]) => [
    status,
    { description, content: json(problemSchema) },
  ]);
  return {
    operationId,
    summary,
    parameters,
    responses: { 200: { description: summary, content: json(answer) }, ...Object.fromEntries(failures) },
  };
}

function json(schema: z.ZodType): object {
  return { 'application/json': { schema: toJsonSchema(schema) } };
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
