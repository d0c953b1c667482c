import { z } from 'zod';
import { validationError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import { pairOf, pairReadScopes, pairWriteScopes } from './object-type-param.ts';

const PATH = '/crm/associations/2026-09/:fromObjectType/:toObjectType/labels';
const labelBody = z.strictObject({ name: z.string(), label: z.string(), inverseLabel: z.string().optional() });

function listLabels({ store, params }: Call<unknown, unknown>): Answer {
  const { from, to } = pairOf(params);
  const results = store.associations
    .types(from.name, to.name)
    .map(({ category, typeId, label }) => ({ category, typeId, label }));
  return { status: 200, body: { results } };
}

function createLabel({ store, params, body }: Call<unknown, z.infer<typeof labelBody>>): Answer {
  const { from, to } = pairOf(params);
  const types = store.associations.types(from.name, to.name);
  if (types.length === 0) throw validationError(`${from.name} cannot be associated with ${to.name}`);
  if (types.some((type) => type.name === body.name)) throw validationError(`A label named ${body.name} already exists`);
  const { typeId, inverseId, label, inverseLabel } = store.associations.defineLabel(
    from.name,
    to.name,
    body.name,
    body.label,
    body.inverseLabel,
  );
  store.touch();
  const category = 'USER_DEFINED';
  return {
    status: 200,
    body: {
      results: [
        { category, typeId, label },
        { category, typeId: inverseId, label: inverseLabel },
      ],
    },
  };
}

export const ASSOCIATION_LABEL_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'get', path: PATH, scopes: pairReadScopes, answer: listLabels }),
  endpoint({ method: 'post', path: PATH, scopes: pairWriteScopes, body: labelBody, answer: createLabel }),
];
