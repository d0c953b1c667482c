import { z } from 'zod';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import type { ObjectType } from '../object-types.ts';
import { associate, dissociate, type Pair } from '../store/associate-records.ts';
import type { BatchError } from './batch-answer.ts';
import { batchAnswer } from './batch-answer.ts';
import { associationFault, checkPair, labelsBetween } from './check-association.ts';
import { checkBatchSize } from './check-write.ts';
import { originOf } from './object-routes.ts';
import { associationSpecs } from './object-schemas.ts';
import { pairOf, pairReadScopes, pairWriteScopes } from './object-type-param.ts';

const BASE = '/crm/associations/2026-09/:fromObjectType/:toObjectType/batch';
const MOST_READ = 1000;
const MOST_WRITTEN = 2000;
/** The most associations of one record in an answer; the rest are on further pages. */
const MOST_PER_RECORD = 500;

const end = z.strictObject({ id: z.coerce.string() });
const readBody = z.strictObject({
  inputs: z.array(z.strictObject({ id: z.coerce.string(), after: z.string().regex(/^\d+$/).optional() })),
});
const createBody = z.strictObject({ inputs: z.array(z.strictObject({ from: end, to: end, types: associationSpecs })) });
const defaultBody = z.strictObject({ inputs: z.array(z.strictObject({ from: end, to: end })) });
const archiveBody = z.strictObject({ inputs: z.array(z.strictObject({ from: end, to: z.array(end) })) });

/** Records without any are missing from the results and listed among the errors (recorded). */
function batchRead(call: Call<unknown, z.infer<typeof readBody>>): Answer {
  const startedAtMs = call.store.now();
  const { from, to } = pairOf(call.params);
  checkBatchSize(call.body.inputs.length, MOST_READ);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const { id, after } of call.body.inputs) {
    const linked = [
      ...call.store.associations.linked(from.name, call.store.records[from.name].get(id)?.id ?? id, to.name),
    ];
    if (linked.length === 0) {
      errors.push(noneFound(from, to, id));
      continue;
    }
    const start = Number(after ?? 0);
    const page = linked.slice(start, start + MOST_PER_RECORD).map(([toId, typeIds]) => ({
      toObjectId: Number(toId),
      associationTypes: call.store.associations
        .types(from.name, to.name)
        .filter((type) => typeIds.has(type.typeId))
        .map(({ category, typeId, label }) => ({ category, typeId, label })),
    }));
    const next = start + MOST_PER_RECORD;
    results.push({
      from: { id },
      to: page,
      ...(next < linked.length ? { paging: { next: { after: String(next), link: `?after=${next}` } } } : {}),
    });
  }
  return batchAnswer(call.store, { okStatus: 200, startedAtMs, results, errors });
}

function noneFound(from: ObjectType, to: ObjectType, id: string): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to.singular} is associated with ${from.singular} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] },
  };
}

interface PairInput {
  from: { id: string };
  to: { id: string };
}

const typeIdsOf = (types: z.infer<typeof associationSpecs>): number[] =>
  types.map(({ associationTypeId }) => associationTypeId);

/** Associates each input that can be; `write` returns its results. */
function associateEach<Input extends PairInput>(
  call: Call<unknown, { inputs: readonly Input[] }>,
  okStatus: number,
  typeIds: (input: Input) => number[],
  write: (pair: Pair, typeIds: number[]) => unknown[],
): Answer {
  const startedAtMs = call.store.now();
  const { from, to } = pairOf(call.params);
  checkBatchSize(call.body.inputs.length, MOST_WRITTEN);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of call.body.inputs) {
    const pair = { fromType: from.name, fromId: input.from.id, toType: to.name, toId: input.to.id };
    const faults = associationFault(call.store, pair, typeIds(input));
    errors.push(...faults);
    if (faults.length === 0) results.push(...write(pair, typeIds(input)));
  }
  return batchAnswer(call.store, { okStatus, startedAtMs, results, errors });
}

const batchCreate = (call: Call<unknown, z.infer<typeof createBody>>): Answer =>
  associateEach(
    call,
    201,
    ({ types }) => typeIdsOf(types),
    (pair, typeIds) => {
      associate(call.store, pair, typeIds, originOf(call));
      return [labelsBetween(call.store, pair, typeIds)];
    },
  );

const batchCreateDefault = (call: Call<unknown, z.infer<typeof defaultBody>>): Answer =>
  associateEach(
    call,
    200,
    () => [],
    (pair) => associateDefault(call, pair),
  );

const spec = (associationTypeId: number): unknown => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId });

/** Associates without a label; returns both directions. */
function associateDefault(call: Call<unknown, unknown>, pair: Pair): unknown[] {
  const type = call.store.associations.unlabelled(pair.fromType, pair.toType);
  if (!type) return [];
  associate(call.store, pair, [type.typeId], originOf(call));
  const [from, to] = [{ id: pair.fromId }, { id: pair.toId }];
  return [
    { from, to, associationSpec: spec(type.typeId) },
    { from: to, to: from, associationSpec: spec(type.inverseId) },
  ];
}

function batchArchive(call: Call<unknown, z.infer<typeof archiveBody>>): Answer {
  const { from, to } = pairOf(call.params);
  checkBatchSize(call.body.inputs.length, MOST_WRITTEN);
  for (const input of call.body.inputs) {
    for (const { id } of input.to) {
      dissociate(
        call.store,
        { fromType: from.name, fromId: input.from.id, toType: to.name, toId: id },
        undefined,
        originOf(call),
      );
    }
  }
  return { status: 204 };
}

function batchArchiveLabels(call: Call<unknown, z.infer<typeof createBody>>): Answer {
  const { from, to } = pairOf(call.params);
  checkBatchSize(call.body.inputs.length, MOST_WRITTEN);
  for (const input of call.body.inputs) {
    const pair = { fromType: from.name, fromId: input.from.id, toType: to.name, toId: input.to.id };
    dissociate(call.store, pair, typeIdsOf(input.types), originOf(call));
  }
  return { status: 204 };
}

const ONE = '/crm/objects/2026-09/:fromObjectType/:fromObjectId/associations';

function onePair({ params }: Call<unknown, unknown>): Pair {
  const { from, to } = pairOf(params);
  return {
    fromType: from.name,
    fromId: params['fromObjectId'] ?? '',
    toType: to.name,
    toId: params['toObjectId'] ?? '',
  };
}

function putDefault(call: Call<unknown, unknown>): Answer {
  const pair = onePair(call);
  checkPair(call.store, pair, []);
  const startedAtMs = call.store.now();
  return batchAnswer(call.store, { okStatus: 200, startedAtMs, results: associateDefault(call, pair) });
}

function putLabels(call: Call<unknown, z.infer<typeof associationSpecs>>): Answer {
  const pair = onePair(call);
  const typeIds = typeIdsOf(call.body);
  checkPair(call.store, pair, typeIds);
  associate(call.store, pair, typeIds, originOf(call));
  return { status: 201, body: labelsBetween(call.store, pair, typeIds) };
}

function deleteAssociation(call: Call<unknown, unknown>): Answer {
  dissociate(call.store, onePair(call), undefined, originOf(call));
  return { status: 204 };
}

const write = { scopes: pairWriteScopes } as const;

export const ASSOCIATION_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'post', path: `${BASE}/read`, scopes: pairReadScopes, body: readBody, answer: batchRead }),
  endpoint({ method: 'post', path: `${BASE}/create`, ...write, body: createBody, answer: batchCreate }),
  endpoint({
    method: 'post',
    path: `${BASE}/associate/default`,
    ...write,
    body: defaultBody,
    answer: batchCreateDefault,
  }),
  endpoint({ method: 'post', path: `${BASE}/archive`, ...write, body: archiveBody, answer: batchArchive }),
  endpoint({ method: 'post', path: `${BASE}/labels/archive`, ...write, body: createBody, answer: batchArchiveLabels }),
  endpoint({ method: 'put', path: `${ONE}/default/:toObjectType/:toObjectId`, ...write, answer: putDefault }),
  endpoint({
    method: 'put',
    path: `${ONE}/:toObjectType/:toObjectId`,
    ...write,
    body: associationSpecs,
    answer: putLabels,
  }),
  endpoint({ method: 'delete', path: `${ONE}/:toObjectType/:toObjectId`, ...write, answer: deleteAssociation }),
];
