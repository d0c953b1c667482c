import { listCompanies } from '../../storage/mirror/companies.ts';
import { countRefusals, listRefusals, type Refusal } from '../../storage/portal/refusals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { listEvents } from '../../storage/mirror/webhook-events.ts';
import type { SyncContext } from '../sync-context.ts';
import { webhookEventSchema } from '../webhooks/webhook-event.ts';

export const PROBLEM_KINDS = ['properties', 'records', 'events', 'unknown', 'other'] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export interface Problem {
  /** Of the record, the property or the stored event. */
  id: string;
  /** `0-2`: a company; `null` where it has no page of its own. */
  recordTypeId: string | null;
  /** Of a company, or what an event was about (`contact.deletion 7`); `null` where it is not known. */
  name: string | null;
  /** Internal name; `null` where HubSpot did not name one. */
  property: string | null;
  /** HubSpot's own words where it refused something. */
  message: string;
  at: number;
}

export interface ProblemGroup {
  kind: ProblemKind;
  /** Of all; `shown` are the newest. */
  count: number;
  shown: Problem[];
}

const SHOWN = 50;
/** Types of records with a page in HubSpot (https://developers.hubspot.com/docs/guides/crm/understanding-the-crm). */
const RECORD_TYPE_IDS: Record<string, string> = { contacts: '0-1', companies: '0-2', deals: '0-3' };
const KINDS: Record<string, ProblemKind> = { property: 'properties', webhook: 'events', unknown_property: 'unknown' };

/** What needs a person: records HubSpot refused, properties in conflict, events that could not be worked off. */
export async function readProblems({ db }: SyncContext, portalId: number): Promise<ProblemGroup[]> {
  // Why the first sync stopped is shown with its progress.
  const { sync: _sync, ...counts } = await countRefusals(db.kysely, portalId);
  const types = Object.keys(counts);
  const groups = PROBLEM_KINDS.map(async (kind) => {
    const own = types.filter((type) => kindOf(type) === kind);
    const count = own.reduce((sum, type) => sum + (counts[type] ?? 0), 0);
    const refusals = own.length === 0 ? [] : await listRefusals(db.kysely, portalId, SHOWN, own);
    const companyIds = refusals.filter(({ objectType }) => objectType === 'companies').map(({ recordId }) => recordId);
    const companies = companyIds.length === 0 ? [] : await listCompanies(db.kysely, portalId, companyIds);
    const names = new Map(companies.map(({ companyId, name }) => [companyId, name]));
    const events = kind === 'events' ? await describeEvents(db.kysely, portalId, refusals) : new Map<string, string>();
    const shown = refusals.map(({ objectType, recordId, property, message, at }) => ({
      id: recordId,
      recordTypeId: recordTypeIdOf(objectType),
      name: (objectType === 'companies' ? names : events).get(recordId) ?? null,
      property: property || null,
      message,
      at,
    }));
    return { kind, count, shown };
  });
  return (await Promise.all(groups)).filter(({ count }) => count > 0);
}

/** HubSpot's number of a type of records; `null` where such a record has no page of its own. */
export function recordTypeIdOf(objectType: string): string | null {
  return RECORD_TYPE_IDS[objectType] ?? null;
}

function kindOf(objectType: string): ProblemKind {
  return KINDS[objectType] ?? (objectType in RECORD_TYPE_IDS ? 'records' : 'other');
}

/** What the stored events were about, by their number; one that was dropped since (after three days) is absent. */
async function describeEvents(db: Db, portalId: number, refusals: readonly Refusal[]): Promise<Map<string, string>> {
  const events = await listEvents(
    db,
    portalId,
    refusals.map(({ recordId }) => Number(recordId)),
  );
  return new Map(
    events.flatMap(({ seq, body }) => {
      const event = webhookEventSchema.safeParse(body);
      if (!event.success) return [];
      const { subscriptionType, objectTypeId, objectId, fromObjectId, toObjectId } = event.data;
      const records = [objectId, fromObjectId, toObjectId].filter((id) => id !== undefined);
      return [[String(seq), [subscriptionType, objectTypeId, ...records].filter(Boolean).join(' ')]];
    }),
  );
}
