import { sql } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { ClusterCandidate } from '../../domain/plays/clusters.ts';
import type { Db } from '../tables/tables.ts';

/** What clusters are made of: the accounts of a tier with industry, size, engagement and the value of a `property`. */
export async function listClusterCandidates(
  db: Db,
  portalId: number,
  tier: Tier,
  property: string | null = null,
): Promise<ClusterCandidate[]> {
  const { rows } = await sql<{
    company_id: string;
    name: string;
    industry: string | null;
    employees: string | null;
    value: string | null;
    engagement: number | null;
  }>`select company.company_id, company.name, company.properties ->> 'industry' as industry,
      company.properties ->> 'numberofemployees' as employees,
      company.properties ->> ${property}::text as value, score.engagement
    from account_scores score
    join companies company on company.portal_id = ${portalId} and company.company_id = score.company_id
    where score.portal_id = ${portalId} and score.tier = ${tier} order by company.company_id`.execute(db);
  return rows.map(({ company_id: companyId, engagement, ...row }) => ({
    ...row,
    companyId,
    engagement: engagement ?? 0,
  }));
}
