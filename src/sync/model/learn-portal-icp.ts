import type { ClosedDeal, IcpAttribute, IcpReport } from '../../domain/icp/icp-types.ts';
import { judgeOutcomes, type SuccessKind } from '../../domain/icp/judge-outcomes.ts';
import { AppError } from '../../errors.ts';
import { listProperties } from '../../hubspot/portal/properties.ts';
import { listCompanyProperties } from '../../storage/accounts/account-facts.ts';
import { listClosedDeals } from '../../storage/mirror/closed-deals.ts';
import { listModelProperties } from '../../storage/portal/models.ts';
import { listPropertyDefinitions, type PropertyDefinition } from '../../storage/mirror/property-definitions.ts';
import type { PropertyValues } from '../../storage/tables/tables.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import type { IcpTask } from './icp-worker.ts';
import { openThread } from './open-thread.ts';

/** What is looked at besides the properties that models and mappings name. */
const ATTRIBUTES = ['industry', 'numberofemployees', 'annualrevenue', 'country', 'state', 'city'];
/** What people write once they know how it went, or what they think of the account: it would tell the outcome by the outcome. */
const TOLD_BY_OUTCOME = new Set(['lifecyclestage', 'type', 'hs_ideal_customer_profile', 'hs_is_target_account']);
/** What is mapped as part of a plan was written because of how it goes. */
const LEARNT_USES: ReadonlySet<string> = new Set(['tier', 'fit', 'technographic']);
const LEARNT_TYPES = new Set(['number', 'enumeration', 'string', 'bool']);
/** Companies whose properties are in memory at once, but for those with closed deals. */
const PAGE = 2_000;

/**
 * What the portal's own closed deals say of its ideal customers, by the attributes that are mirrored of its companies.
 * Nothing is applied. The learning runs in a thread of its own: of 5,000 deals it takes some 2 s.
 */
export async function learnPortalIcp(context: SyncContext, portalId: number, success: SuccessKind): Promise<IcpReport> {
  const { kysely } = context.db;
  const outcomes = judgeOutcomes(await listClosedDeals(kysely, portalId), success, context.scoringTime());
  const definitions = await listLearnt(context, portalId);
  const names = definitions.map(({ name }) => name);
  const wanted = new Set(outcomes.map(({ companyId }) => companyId));
  const companies = await readCompanies(context, portalId, wanted, names);
  const deals = outcomes.flatMap(({ companyId, success }): ClosedDeal[] => {
    const held = companies.get(companyId);
    if (held === undefined) return [];
    const { domain, ...properties } = held;
    return [{ companyId, group: domain?.trim().toLowerCase() || companyId, success, properties }];
  });
  const labels = await readOptionLabels(context, portalId);
  const attributes = definitions.map((definition) => toAttribute(definition, deals, labels.get(definition.name)));
  return learnInThread({ deals, attributes });
}

async function listLearnt(context: SyncContext, portalId: number): Promise<PropertyDefinition[]> {
  const { kysely } = context.db;
  const { mappedProperties } = await readSettings(kysely, portalId);
  const mapped = mappedProperties.filter(({ use }) => LEARNT_USES.has(use)).map(({ property }) => property);
  const names = [...new Set([...ATTRIBUTES, ...(await listModelProperties(kysely, portalId)), ...mapped])];
  const known = await listPropertyDefinitions(kysely, portalId, 'companies', names);
  return known.filter(({ name, type }) => !TOLD_BY_OUTCOME.has(name) && LEARNT_TYPES.has(type));
}

async function readCompanies(
  context: SyncContext,
  portalId: number,
  wanted: ReadonlySet<string>,
  names: readonly string[],
): Promise<Map<string, PropertyValues>> {
  const companies = new Map<string, PropertyValues>();
  let last: string | null = null;
  do {
    const page = await listCompanyProperties(context.db.kysely, portalId, [...names, 'domain'], last, PAGE);
    for (const { companyId, properties } of page) if (wanted.has(companyId)) companies.set(companyId, properties);
    last = page.length === PAGE ? (page.at(-1)?.companyId ?? null) : null;
  } while (last !== null);
  return companies;
}

/** HubSpot's words for the options of each property; where HubSpot cannot be asked the values speak for themselves. */
async function readOptionLabels(context: SyncContext, portalId: number): Promise<Map<string, Record<string, string>>> {
  try {
    const properties = await listProperties(context.clientFor(portalId, 'card'), 'companies');
    return new Map(
      properties.map(({ name, options }) => [
        name,
        Object.fromEntries(options.map(({ value, label }) => [value, label])),
      ]),
    );
  } catch (error) {
    if (error instanceof AppError) return new Map();
    throw error;
  }
}

function toAttribute(
  { name: property, label, type }: PropertyDefinition,
  deals: readonly ClosedDeal[],
  optionLabels: Record<string, string> | undefined,
): IcpAttribute {
  const isMulti = deals.some(({ properties }) => properties[property]?.includes(';'));
  const kind = type === 'number' ? 'number' : isMulti ? 'multi' : 'category';
  return { property, label: label || property, kind, ...(optionLabels === undefined ? {} : { optionLabels }) };
}

async function learnInThread(task: IcpTask): Promise<IcpReport> {
  const thread = openThread<never>(new URL('icp-worker.ts', import.meta.url), task);
  try {
    return await thread.receive<IcpReport>();
  } finally {
    await thread.close();
  }
}
