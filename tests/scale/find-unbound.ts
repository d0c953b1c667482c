import type { Client } from 'pg';
import { z } from 'zod';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
  'Index Cond'?: string;
  'Recheck Cond'?: string;
  Filter?: string;
}

const explainedSchema = z.array(
  z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.custom<Plan>((plan) => typeof plan === 'object') })) }),
);

const CONDITIONS = ['Index Cond', 'Recheck Cond', 'Filter'] as const;
/** `portal_id = …` of this table, beside a constant, a parameter, or another table's in a join. */
const BINDS = /(?<!\w)portal_id = |= (?:\w+\.)?portal_id(?!\w)/;

/**
 * The tables of portals that a statement reads or changes without naming the portal, as PostgreSQL's planner sees it:
 * what it derives from a join (`a.portal_id = b.portal_id and b.portal_id = $1`) counts, as it does for Citus. An insert is
 * held by the column it gives.
 * @param client bound by no row-level security, whose own condition would hide what is missing
 */
export async function findUnbound(client: Client, text: string, tables: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await client.query(`explain (generic_plan, format json, costs off) ${text}`);
  const plans = explainedSchema.parse(rows).flatMap((row) => row['QUERY PLAN']);
  return [...new Set([...plans.flatMap(({ Plan }) => unboundIn(Plan, tables)), ...insertedUnbound(text, tables)])];
}

function unboundIn(plan: Plan, tables: ReadonlySet<string>): string[] {
  const below = (plan.Plans ?? []).flatMap((each) => unboundIn(each, tables));
  const table = plan['Relation Name'];
  const isScan = plan['Node Type'].endsWith('Scan');
  if (!isScan || table === undefined || !tables.has(table)) return below;
  const isBound = CONDITIONS.some((name) => BINDS.test(plan[name] ?? ''));
  return isBound ? below : [...below, table];
}

function insertedUnbound(text: string, tables: ReadonlySet<string>): string[] {
  const inserts = text.matchAll(/insert\s+into\s+"?(?<table>\w+)"?\s*(?:as\s+"?\w+"?\s*)?\((?<columns>[^)]*)\)/gi);
  return [...inserts].flatMap(({ groups }) => {
    const { table = '', columns = '' } = groups ?? {};
    return tables.has(table) && !/\bportal_id\b/.test(columns) ? [table] : [];
  });
}
