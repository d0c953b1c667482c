import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkExpression } from '../../src/domain/condition/check-expression.ts';
import { STAGE_TERMS } from '../../src/domain/stage/stage-model.ts';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { memoryDatabase } from '../fixtures/empty-cluster.ts';
import { up as stateStages } from '../../src/storage/migrations/012-stage-conditions.ts';

let db: Database;

beforeAll(async () => {
  db = await openDatabase(memoryDatabase());
});

afterAll(() => db.close());

test('stages of stored models are restated as conditions that can be read, and stay so', async () => {
  const stages = [
    { id: 'unaware', anyOf: [{}] },
    { id: 'aware', anyOf: [{ minEngagement: 5 }, { minIntent: 20 }] },
    { id: 'sales_ready', anyOf: [{ minFit: 50, minEngagement: 40, engagedRoles: ['CHAMPION', 'BUDGET_HOLDER'] }] },
    { id: 'opportunity', anyOf: [{ openDeal: true, customer: false }] },
  ];
  await sql`insert into models (portal_id, version, name, status, model, created_at, created_by, changed_at, changed_by)
    values (1, 1, 'old', 'active', ${JSON.stringify({ stage: { stages } })}::jsonb, now(), 'x', now(), 'x')`.execute(
    db.kysely,
  );
  await stateStages(db.kysely as never);
  await stateStages(db.kysely as never);
  const { rows } = await sql<{ stages: { when: unknown; anyOf?: unknown }[] }>`
    select model -> 'stage' -> 'stages' as stages from models`.execute(db.kysely);
  const restated = rows[0]?.stages ?? [];
  expect(restated.map(({ when }) => when)).toEqual([
    { score: 'engagement', min: 0 },
    {
      any: [
        { score: 'engagement', min: 5 },
        { score: 'intent', min: 20 },
      ],
    },
    {
      all: [
        { score: 'fit', min: 50 },
        { score: 'engagement', min: 40 },
        {
          any: [
            { role: 'CHAMPION', state: ['engaged'] },
            { role: 'BUDGET_HOLDER', state: ['engaged'] },
          ],
        },
      ],
    },
    { all: [{ deal: { state: 'open' } }, { not: { flag: 'customer' } }] },
  ]);
  for (const { when, anyOf } of restated) {
    expect(checkExpression(when, STAGE_TERMS).faults).toEqual([]);
    expect(anyOf).toBeUndefined();
  }
});
