import { setTimeout as delay } from 'node:timers/promises';
import { writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import type { StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import type { InStandIn } from '../support/stand-in-process.ts';

const ORIGIN = { sourceType: 'CRM_UI', sourceId: 'userId:77' } as const;
const POLL_MS = 20;
const TOKEN_MS = 24 * 3_600_000;

/**
 * The app is allowed into each portal; its access token names the portal.
 * @public Called by its name, in the stand-in's process.
 */
export const allowEverywhere: InStandIn<{ scopes: string[] }, number[]> = (_standIn, { scopes }, standIns) =>
  standIns.map(({ store }) => {
    const { portalId } = store.portal;
    store.tokens.access[`token-of-${portalId}`] = Date.now() + TOKEN_MS;
    store.grant = { scopes, userId: 77, userEmail: 'ava@vendor.example', installedAtMs: Date.now() };
    return portalId;
  });

export interface EditOptions {
  portalId: number;
  companyIds: string[];
  /** Longest wait for what follows, ms. */
  withinMs: number;
}

/**
 * Somebody edits the size of companies, all at once, so that the fit of none can stay.
 * @returns of each, from the edit to the fit that the app writes after it, ms; `null` where none came
 * @public Called by its name, in the stand-in's process.
 */
export const editSizes: InStandIn<EditOptions, (number | null)[]> = async (
  _standIn,
  { portalId, companyIds, withinMs },
  standIns,
) => {
  const standIn = standIns.find(({ store }) => store.portal.portalId === portalId);
  if (standIn === undefined) throw new Error(`There is no portal ${portalId}.`);
  const published = watchFit(standIn);
  const editedAt = new Map(companyIds.map((companyId) => [companyId, editSize(standIn, companyId)]));
  const until = Date.now() + withinMs;
  const follows = (companyId: string): boolean => (published.get(companyId) ?? 0) > (editedAt.get(companyId) ?? 0);
  while (Date.now() < until && !companyIds.every(follows)) await delay(POLL_MS);
  return companyIds.map((companyId) =>
    follows(companyId) ? (published.get(companyId) ?? 0) - (editedAt.get(companyId) ?? 0) : null,
  );
};

/** When the fit of each company was written last; one watch a portal, for as long as it lives. */
const watches = new WeakMap<StandIn, Map<string, number>>();

function watchFit(standIn: StandIn): Map<string, number> {
  const held = watches.get(standIn);
  if (held !== undefined) return held;
  const published = new Map<string, number>();
  watches.set(standIn, published);
  standIn.store.onChange((change) => {
    if (change.kind !== 'propertyChange' || change.objectType !== 'companies') return;
    if (change.propertyName === 'roundtable_fit') published.set(change.objectId, Date.now());
  });
  return published;
}

/** Turns a large company into a tiny one and a small one into a large one. */
function editSize({ store }: StandIn, companyId: string): number {
  const record = store.records.companies.get(companyId);
  if (record === undefined) throw new Error(`There is no company ${companyId}.`);
  const isLarge = Number(record.properties['numberofemployees']) > 200;
  const values = isLarge
    ? { numberofemployees: '3', annualrevenue: '20000' }
    : { numberofemployees: '2400', annualrevenue: '420000000' };
  const at = Date.now();
  writeRecord(store, 'companies', record, values, ORIGIN);
  return at;
}
