import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A part of a stage's requirement as models had it before the one language for conditions. */
interface Requirement {
  minFit?: number;
  minEngagement?: number;
  minIntent?: number;
  engagedRoles?: string[];
  openDeal?: boolean;
  customer?: boolean;
}
interface Stage {
  anyOf?: Requirement[];
  when?: unknown;
}
interface StoredModel {
  stage?: { stages?: Stage[] };
}

/** Stages of stored models say what they ask for in the language of conditions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ portal_id: number; version: number; model: StoredModel }>`
    select portal_id, version, model from models`.execute(db);
  for (const { portal_id: portalId, version, model } of rows) {
    for (const stage of model.stage?.stages ?? []) {
      if (stage.anyOf === undefined) continue;
      stage.when = any(stage.anyOf.map(toExpression));
      delete stage.anyOf;
    }
    await sql`update models set model = ${JSON.stringify(model)}::jsonb
      where portal_id = ${portalId} and version = ${version}`.execute(db);
  }
}

function toExpression(requirement: Requirement): unknown {
  const { minFit, minEngagement, minIntent, engagedRoles, openDeal, customer } = requirement;
  const parts = [
    ...(minFit === undefined ? [] : [{ score: 'fit', min: minFit }]),
    ...(minEngagement === undefined ? [] : [{ score: 'engagement', min: minEngagement }]),
    ...(minIntent === undefined ? [] : [{ score: 'intent', min: minIntent }]),
    ...(engagedRoles === undefined ? [] : [any(engagedRoles.map((role) => ({ role, state: ['engaged'] })))]),
    ...(openDeal === undefined ? [] : [yesOrNo({ deal: { state: 'open' } }, openDeal)]),
    ...(customer === undefined ? [] : [yesOrNo({ flag: 'customer' }, customer)]),
  ];
  // A requirement that asked for nothing always held.
  if (parts.length === 0) return { score: 'engagement', min: 0 };
  return parts.length === 1 ? parts[0] : { all: parts };
}

function any(parts: unknown[]): unknown {
  return parts.length === 1 ? parts[0] : { any: parts };
}

function yesOrNo(part: unknown, yes: boolean): unknown {
  return yes ? part : { not: part };
}
