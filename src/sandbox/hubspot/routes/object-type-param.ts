import { unknownObjectType } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import { findObjectType } from '../object-types.ts';

/** The object type named in a path; throws HubSpot's 400 if the portal does not have it. */
export function objectTypeOf(name: string | undefined): ObjectType {
  const type = findObjectType(name ?? '');
  if (!type) throw unknownObjectType(name ?? '');
  return type;
}

type Params = Record<string, string>;

export const readScopes = (params: Params): string[][] => [[objectTypeOf(params['objectType']).readScope]];
export const writeScopes = (params: Params): string[][] => [[objectTypeOf(params['objectType']).writeScope]];

/** A scope to read the records also allows reading their definitions. */
export const schemaReadScopes = (params: Params): string[][] => {
  const type = objectTypeOf(params['objectType']);
  return [[type.schemaReadScope, type.readScope]];
};
export const schemaWriteScopes = (params: Params): string[][] => [
  [objectTypeOf(params['objectType']).schemaWriteScope],
];

/** Both object types of an associations path. */
export function pairOf(params: Params): { from: ObjectType; to: ObjectType } {
  return { from: objectTypeOf(params['fromObjectType']), to: objectTypeOf(params['toObjectType']) };
}

export const pairReadScopes = (params: Params): string[][] => {
  const { from, to } = pairOf(params);
  return [[from.readScope], [to.readScope]];
};
export const pairWriteScopes = (params: Params): string[][] => {
  const { from, to } = pairOf(params);
  return [[from.writeScope], [to.writeScope]];
};
