import { readAssociations, type Association } from '../../../hubspot/records/associations.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { upsertDeals } from '../../../storage/mirror/deals.ts';
import { companiesOfDeals, replaceDealCompanies, replaceDealContacts } from '../../../storage/mirror/links.ts';
import { claimRecords } from '../../../storage/mirror/mirrored-records.ts';
import { listPipelineStages } from '../../../storage/mirror/pipeline-stages.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../../storage/tables/tables.ts';
import type { SyncContext } from '../../sync-context.ts';
import { companyLinks } from './company-links.ts';
import { toDeal } from './map-records.ts';
import type { RecordsRead } from './records-read.ts';

/** What a deal is linked to, by deal id. */
export interface DealLinks {
  companies: Map<string, Association[]>;
  contacts: Map<string, Association[]>;
}

/** Mirrors deals with their companies and contacts, and marks the accounts touched. Up to 1,000 records a call. */
export async function mirrorDeals(
  context: SyncContext,
  client: HubSpotClient,
  { records, readAt }: RecordsRead,
): Promise<void> {
  const { portalId } = client;
  const links = await readDealLinks(
    client,
    records.map(({ id }) => id),
  );
  const stages = await listPipelineStages(context.db.kysely, portalId);
  await context.db.transaction(async (trx) => {
    const { newest, gone } = await claimRecords(trx, portalId, 'deals', records, readAt);
    const live = records.filter(({ id }) => !gone.has(id));
    const changed = await upsertDeals(
      trx,
      portalId,
      live.map((record) => toDeal(record, stages)),
    );
    const relinked = await replaceDealLinks(trx, portalId, [...newest], links);
    const touched = await companiesOfDeals(trx, portalId, changed);
    await markStale(trx, portalId, [...relinked, ...touched], 'deal changed');
  });
}

/** The companies and contacts of deals: two requests a 1,000. */
export async function readDealLinks(client: HubSpotClient, dealIds: readonly string[]): Promise<DealLinks> {
  return {
    companies: await readAssociations(client, 'deals', 'companies', dealIds),
    contacts: await readAssociations(client, 'deals', 'contacts', dealIds),
  };
}

/** Makes `links` all the links of these deals. @returns ids of the accounts touched */
export async function replaceDealLinks(
  trx: Db,
  portalId: number,
  dealIds: readonly string[],
  links: DealLinks,
): Promise<string[]> {
  const ofCompanies = companyLinks(links.companies, dealIds).map(({ fromId, ...link }) => ({
    dealId: fromId,
    ...link,
  }));
  const ofContacts = dealIds.flatMap((dealId) =>
    (links.contacts.get(dealId) ?? []).flatMap(({ toId, types }) => {
      const labels = types.map((type) => type.label).filter((label) => label !== null);
      return (labels.length > 0 ? labels : ['']).map((label) => ({ dealId, contactId: toId, label }));
    }),
  );
  const relinked = await replaceDealCompanies(trx, portalId, dealIds, ofCompanies);
  const regrouped = await replaceDealContacts(trx, portalId, dealIds, ofContacts);
  return [...relinked, ...(await companiesOfDeals(trx, portalId, regrouped))];
}
