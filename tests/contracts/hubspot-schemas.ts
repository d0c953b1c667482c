import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

export const SHARED_HUBSPOT = join(import.meta.dirname, '../../../shared/hubspot');

type Schema = Record<string, unknown>;
interface Operation {
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}
interface SchemaFile {
  paths: Record<string, Record<string, Operation>>;
}

/** Date-versioned paths and the older ones the schemas were derived with. */
const OLDER_PATHS: readonly (readonly [RegExp, string])[] = [
  [/^\/crm\/objects\/2026-09\/(.+\/associations\/.+)$/, '/crm/v4/objects/$1'],
  [/^\/crm\/objects\/2026-09\/(.+)$/, '/crm/v3/objects/$1'],
  [/^\/crm\/associations\/2026-09\/(.+)$/, '/crm/v4/associations/$1'],
  [/^\/crm\/(properties|owners|pipelines|lists)\/2026-09(.*)$/, '/crm/v3/$1$2'],
  [/^\/events\/event-occurrences\/2026-09(.*)$/, '/events/v3/events$1'],
  [/^\/marketing\/marketing-events\/2026-09(.*)$/, '/marketing/v3/marketing-events$1'],
  [/^\/oauth\/2026-09\/token$/, '/oauth/v1/token'],
];

function olderPath(path: string): string {
  const rule = OLDER_PATHS.find(([pattern]) => pattern.test(path));
  return rule ? path.replace(rule[0], rule[1]) : path;
}

/** OpenAPI 3.0 says `nullable`, JSON Schema a type of two. */
function convertNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(convertNullable);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, convertNullable(value)] as const);
  const { nullable, type, ...rest } = Object.fromEntries(entries);
  if (nullable === true && typeof type === 'string') return { ...rest, type: [type, 'null'] };
  return Object.fromEntries(entries);
}

export interface HubSpotSchemas {
  /** What is wrong with an answer; [] when it fits, null where no schema covers the request or the status. */
  answerFaults: (method: string, path: string, status: number, body: unknown) => string[] | null;
  /** The same of a request's body. */
  requestFaults: (method: string, path: string, body: unknown) => string[] | null;
}

/** Reads the schemas derived from HubSpot's own client. */
export function loadHubSpotSchemas(): HubSpotSchemas {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const folder = join(SHARED_HUBSPOT, 'schemas');
  const operations: { file: string; method: string; segments: string[]; operation: Operation }[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'index.json')) {
    const document = convertNullable(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as SchemaFile;
    ajv.addSchema(document, file);
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        operations.push({ file, method, segments: splitPath(path), operation });
      }
    }
  }
  const find = (method: string, path: string) => {
    const wanted = splitPath(olderPath(path));
    const fitting = operations.filter((each) => each.method === method.toLowerCase() && fits(each.segments, wanted));
    // The operation with the most literal segments is the one meant.
    return fitting.sort((left, right) => literals(right.segments) - literals(left.segments))[0];
  };
  const check = (file: string, schema: Schema | undefined, body: unknown): string[] | null => {
    if (!schema) return body === undefined || body === '' ? [] : null;
    const located = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', `"${file}#/components`)) as Schema;
    const validate = ajv.compile(located);
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  };
  return {
    answerFaults: (method, path, status, body) => {
      const found = find(method, path);
      const response =
        found?.operation.responses[status] ?? (status >= 400 ? found?.operation.responses['default'] : undefined);
      return found && response ? check(found.file, Object.values(response.content ?? {})[0]?.schema, body) : null;
    },
    requestFaults: (method, path, body) => {
      const found = find(method, path);
      return found
        ? check(found.file, Object.values(found.operation.requestBody?.content ?? {})[0]?.schema, body)
        : null;
    },
  };
}

const splitPath = (path: string): string[] => path.split('/').filter((segment) => segment !== '');
const literals = (segments: readonly string[]): number => segments.filter((segment) => !segment.startsWith('{')).length;

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((segment, index) => segment.startsWith('{') || segment === path[index])
  );
}
