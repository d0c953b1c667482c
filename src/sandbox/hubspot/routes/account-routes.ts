import { z } from 'zod';
import type { PortalOwner, PortalPipeline, PortalTicketPipeline } from '../../portal-data.ts';
import { objectNotFound, resourceNotFound } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint, flag } from '../http/endpoint.ts';
import { OBJECT_TYPES, OBJECT_TYPE_NAMES } from '../object-types.ts';
import { objectTypeOf, schemaReadScopes } from './object-type-param.ts';

const EPOCH = '1970-01-01T00:00:00Z';
/** HubSpot's limit of custom properties per object (doc); the limit of the whole portal is made up: the sum over all objects. */
const CUSTOM_PROPERTY_LIMIT = 1000;

function accountDetails({ store }: Call<unknown, unknown>): Answer {
  const offsetMs = utcOffsetMs(store.portal.timeZone, store.now());
  return {
    status: 200,
    body: {
      portalId: store.portal.portalId,
      accountType: 'STANDARD',
      timeZone: store.portal.timeZone,
      companyCurrency: store.portal.companyCurrency,
      additionalCurrencies: [],
      utcOffset: formatOffset(offsetMs),
      utcOffsetMilliseconds: offsetMs,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'na1',
    },
  };
}

function utcOffsetMs(timeZone: string, nowMs: number): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(nowMs)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const two = (value: number): string => String(value).padStart(2, '0');

function formatOffset(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const ownersQuery = z.strictObject({
  after: z.string().regex(/^\d+$/).optional(),
  archived: flag.default(false),
  email: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

function presentOwner(owner: PortalOwner): Record<string, unknown> {
  return {
    id: owner.id,
    email: owner.email,
    type: 'PERSON',
    firstName: owner.firstName,
    lastName: owner.lastName,
    userId: owner.userId,
    userIdIncludingInactive: owner.userId,
    createdAt: '2020-01-01T00:00:00.000Z',
    updatedAt: '2020-01-01T00:00:00.000Z',
    archived: false,
  };
}

function listOwners({ store, query, baseUrl }: Call<z.infer<typeof ownersQuery>, unknown>): Answer {
  const owners = query.archived
    ? []
    : store.owners.filter((owner) => query.email === undefined || owner.email === query.email);
  const start = Number(query.after ?? 0);
  const end = start + query.limit;
  const results = owners.slice(start, end).map(presentOwner);
  if (end >= owners.length) return { status: 200, body: { results } };
  const link = `${baseUrl}/crm/owners/2026-09?limit=${query.limit}&after=${end}`;
  return { status: 200, body: { results, paging: { next: { after: String(end), link } } } };
}

const ownerQuery = z.strictObject({
  archived: flag.default(false),
  idProperty: z.enum(['id', 'userId']).default('id'),
});

function getOwner({ store, params, query }: Call<z.infer<typeof ownerQuery>, unknown>): Answer {
  const owner = store.owners.find((each) => String(each[query.idProperty]) === params['ownerId']);
  if (!owner || query.archived) throw resourceNotFound();
  return { status: 200, body: presentOwner(owner) };
}

type Pipeline = PortalPipeline | PortalTicketPipeline;

/** For a ticket stage HubSpot says whether it is open, for a deal stage how likely the deal is won (doc). */
function presentMetadata(stage: Pipeline['stages'][number]): Record<string, string> {
  if (!('probability' in stage)) return { ticketState: stage.isClosed ? 'CLOSED' : 'OPEN' };
  return { isClosed: String(stage.isClosed), probability: stage.probability };
}

function presentPipeline(pipeline: Pipeline, displayOrder: number): Record<string, unknown> {
  const common = { createdAt: EPOCH, updatedAt: EPOCH, archived: false };
  return {
    label: pipeline.label,
    displayOrder,
    id: pipeline.id,
    stages: pipeline.stages.map((stage, index) => ({
      label: stage.label,
      displayOrder: index,
      metadata: presentMetadata(stage),
      id: stage.id,
      ...common,
      writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    })),
    ...common,
  };
}

/** Only deals and tickets have pipelines in this portal. */
function pipelinesOf({ store, params }: Call<unknown, unknown>): readonly Pipeline[] {
  const { name } = objectTypeOf(params['objectType']);
  return name === 'deals' ? store.pipelines : name === 'tickets' ? store.ticketPipelines : [];
}

function getPipeline(call: Call<unknown, unknown>): Answer {
  const pipelines = pipelinesOf(call);
  const index = pipelines.findIndex((pipeline) => pipeline.id === call.params['pipelineId']);
  const pipeline = pipelines[index];
  if (!pipeline) throw objectNotFound(call.params['pipelineId'] ?? '');
  return { status: 200, body: presentPipeline(pipeline, index) };
}

function customPropertyLimits({ store }: Call<unknown, unknown>): Answer {
  const byObjectType = OBJECT_TYPE_NAMES.map((name) => {
    const definitions = [...store.properties[name].definitions.values()];
    const usage = definitions.filter((each) => each.hubspotDefined !== true && each.archived !== true).length;
    const { typeId, singular } = OBJECT_TYPES[name];
    return {
      objectTypeId: typeId,
      singularLabel: singular.charAt(0).toUpperCase() + singular.slice(1),
      pluralLabel: name.charAt(0).toUpperCase() + name.slice(1),
      limit: CUSTOM_PROPERTY_LIMIT,
      usage,
      percentage: (100 * usage) / CUSTOM_PROPERTY_LIMIT,
    };
  });
  const overallUsage = byObjectType.reduce((sum, { usage }) => sum + usage, 0);
  const overallLimit = CUSTOM_PROPERTY_LIMIT * byObjectType.length;
  const overallPercentage = (100 * overallUsage) / overallLimit;
  return { status: 200, body: { overallLimit, overallUsage, overallPercentage, byObjectType } };
}

export const ACCOUNT_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'get', path: '/account-info/2026-09/details', answer: accountDetails }),
  endpoint({
    method: 'get',
    path: '/crm/owners/2026-09',
    scopes: () => [['crm.objects.owners.read']],
    query: ownersQuery,
    answer: listOwners,
  }),
  endpoint({
    method: 'get',
    path: '/crm/owners/2026-09/:ownerId',
    scopes: () => [['crm.objects.owners.read']],
    query: ownerQuery,
    answer: getOwner,
  }),
  endpoint({
    method: 'get',
    path: '/crm/pipelines/2026-09/:objectType',
    scopes: schemaReadScopes,
    answer: (call) => ({ status: 200, body: { results: pipelinesOf(call).map(presentPipeline) } }),
  }),
  endpoint({
    method: 'get',
    path: '/crm/pipelines/2026-09/:objectType/:pipelineId',
    scopes: schemaReadScopes,
    answer: getPipeline,
  }),
  endpoint({ method: 'get', path: '/crm/limits/2026-09/custom-properties', answer: customPropertyLimits }),
];
