import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  DailyLimitError,
  HubSpotRejectedError,
  MissingScopesError,
  RateLimitedError,
  UnexpectedAnswerError,
} from '../../src/errors.ts';
import { accountInfoSchema } from '../../src/hubspot/portal/account-info.ts';
import { parseSuccess, toError } from '../../src/hubspot/client/answer.ts';
import { associationsSchema } from '../../src/hubspot/records/associations.ts';
import { recordBatchSchema } from '../../src/hubspot/records/batch.ts';
import { eventOccurrencesPageSchema } from '../../src/hubspot/events/events.ts';
import { marketingEventsPageSchema } from '../../src/hubspot/events/marketing-events.ts';
import { recordPageSchema, searchPageSchema } from '../../src/hubspot/records/objects.ts';
import { nextAfter } from '../../src/hubspot/client/page.ts';
import { pipelinesSchema } from '../../src/hubspot/portal/pipelines.ts';
import { propertyGroupSchema, propertySchema } from '../../src/hubspot/portal/properties.ts';

const folder = fileURLToPath(new URL('../../../shared/hubspot/recorded/', import.meta.url));
const absent = !existsSync(folder);
const title = (text: string): string => (absent ? `${text} (skipped: ../shared/hubspot is absent)` : text);
const read = (path: string): string => readFileSync(folder + path, 'utf8');
const answerOf = (status: number, text: string) => ({ status, headers: new Headers(), text });

const propertiesSchema = z.looseObject({ results: z.array(propertySchema) });
const recordedBodies: [path: string, schema: z.ZodType][] = [
  ['post-auth/account-info.json', accountInfoSchema],
  ['metadata-contacts-external-pipelines.json', pipelinesSchema],
  ['metadata-deals-external-pipelines.json', pipelinesSchema],
  ['metadata-contacts-properties-sampled.json', propertiesSchema],
  ['metadata-deals-properties-sampled.json', propertiesSchema],
  ['custom/create/4-response-batch-create-properties.json', propertiesSchema],
  ['custom/create/2-response-create-property-group.json', propertyGroupSchema],
  ['custom/update/5-response-update-property-age.json', propertySchema],
  ['custom/update/7-response-update-property-interests.json', propertySchema],
  ['read/objects-api/contacts-batch.json', recordBatchSchema],
  ['read/objects-api/contacts-response.json', recordPageSchema],
  ['read/events/e_visited_page.json', eventOccurrencesPageSchema],
  ['read/events/e_deal_closed.json', eventOccurrencesPageSchema],
  ['read/marketing-events.json', marketingEventsPageSchema],
  ['search/contacts/1-first-page.json', searchPageSchema],
  ['search/contacts/2-second-page.json', searchPageSchema],
  ['read-via-search/contacts-response.json', searchPageSchema],
  ['batch/update/contacts/success.json', recordBatchSchema],
  ['batch/update/contacts/err-partial-success.json', recordBatchSchema],
  ['batch/create/contacts/success.json', recordBatchSchema],
  ['batch/create/contacts/err-partial-success.json', recordBatchSchema],
];

describe.skipIf(absent)(title('recorded bodies are read whole by our schemas'), () => {
  test.each(recordedBodies)('%s', (path, schema) => {
    const text = read(`bodies/${path}`);
    const parsed = parseSuccess(answerOf(200, text), schema) as { results?: unknown[] };
    expect(parsed.results?.length).toBe((JSON.parse(text) as { results?: unknown[] }).results?.length);
  });

  test('associations: numbers become ids, a record without any is an error entry', () => {
    const entry = recordedErrors().find(({ name }) => name.startsWith('associations v4 batch read'));
    const parsed = parseSuccess(answerOf(207, JSON.stringify(entry?.body)), associationsSchema);
    expect(parsed.results[0]?.to[0]?.toId).toBe('29022297485');
    expect(parsed.errors[0]?.category).toBe('OBJECT_NOT_FOUND');
  });

  test('the cursor of event occurrences comes out decoded', () => {
    const parsed = parseSuccess(
      answerOf(200, read('bodies/read/events/e_deal_closed.json')),
      eventOccurrencesPageSchema,
    );
    expect(nextAfter(parsed.paging)).toMatch(/==$/);
  });
});

describe.skipIf(absent)(title('recorded exchanges'), () => {
  const files = ['export-records-contact', 'export-records-companies', 'export-contacts-export-record'];
  const schemaByPath: [end: string, schema: z.ZodType][] = [
    ['/search', searchPageSchema],
    ['/batch/create', recordBatchSchema],
    ['/batch/update', recordBatchSchema],
  ];

  test.each(files)('%s: every answer is read, or is the error it stands for', (file) => {
    const exchanges = JSON.parse(read(`exchanges/${file}.json`)) as {
      path: string;
      status: number;
      resBody: unknown;
    }[];
    let count = 0;
    for (const { path, status, resBody } of exchanges) {
      const schema = schemaByPath.find(([end]) => path.endsWith(end))?.[1];
      const answer = answerOf(status, JSON.stringify(resBody));
      if (status === 429) expect(toError(answer, { now: 0, timeZone: 'UTC' })).toBeInstanceOf(RateLimitedError);
      else if (schema) expect(() => parseSuccess(answer, schema)).not.toThrow();
      else continue;
      count += 1;
    }
    expect(count).toBeGreaterThan(15);
  });
});

interface RecordedError {
  name: string;
  status: number;
  body: unknown;
}

const classOf = ({ name, status }: RecordedError) => {
  if (name.startsWith('daily')) return DailyLimitError;
  if (status === 429) return RateLimitedError;
  return status === 403 ? MissingScopesError : HubSpotRejectedError;
};

describe.skipIf(absent)(title('each recorded error is told by its class'), () => {
  test.each(absent ? [] : recordedErrors().filter(({ status, body }) => status >= 400 && body !== null))(
    '$status $name',
    (recorded) => {
      const text = typeof recorded.body === 'string' ? recorded.body : JSON.stringify(recorded.body);
      const error = toError(answerOf(recorded.status, text), { now: 0, timeZone: 'UTC' });
      expect(error.constructor).toBe(classOf(recorded));
      const { message } = (recorded.body ?? {}) as { message?: string };
      if (message !== undefined) expect(error.message).toBe(message);
      if (error instanceof MissingScopesError) expect(error.scopes.length).toBeGreaterThan(0);
    },
  );
});

test('a page of the edge is no answer, whatever its status says', () => {
  expect(() => parseSuccess(answerOf(200, 'error code: 1015'), z.unknown())).toThrow(UnexpectedAnswerError);
});

function recordedErrors(): RecordedError[] {
  return JSON.parse(read('errors.json')) as RecordedError[];
}
