import type { ClosedDeal, IcpAttribute } from '../../../src/domain/icp/icp-types.ts';
import { createRandom, type Random } from '../../../src/sandbox/world/random.ts';

/** Options by category attribute, as many as real portals have. */
const CATEGORIES = { industry: 12, country: 8, hosting: 5, region: 6, business_model: 4 } as const;

export const ATTRIBUTES: readonly IcpAttribute[] = [
  ...Object.keys(CATEGORIES).map((property) => ({ property, label: property, kind: 'category' as const })),
  { property: 'numberofemployees', label: 'Company size', kind: 'number' },
];

export interface PlantedPortal {
  deals: ClosedDeal[];
  /** Log-odds that were planted, by `property:bucket key`. */
  planted: Map<string, number>;
}

/** A portal of 250 to 1,500 closed accounts, in which some options and perhaps a size win or lose more than chance would have it. */
export function plantPortal(seed: number): PlantedPortal {
  const random = createRandom(seed * 7919 + 13);
  const planted = plant(random);
  const base = -1.5 + 1.5 * random.next();
  const deals = Array.from({ length: random.int(250, 1500) }, (_, index): ClosedDeal => {
    const properties = drawProperties(random);
    const logOdds = base + effectOf(properties, planted);
    const success = random.next() < 1 / (1 + Math.exp(-logOdds));
    return { companyId: String(index), group: `company-${index}.example`, success, properties };
  });
  return { deals, planted };
}

/** The same portal with its outcomes dealt anew: nothing in it can be learned. */
export function shuffleOutcomes(deals: readonly ClosedDeal[], seed: number): ClosedDeal[] {
  const outcomes = createRandom(seed + 5000).sample(
    deals.map(({ success }) => success),
    deals.length,
  );
  return deals.map((deal, index) => ({ ...deal, success: outcomes[index] ?? false }));
}

function plant(random: Random): Map<string, number> {
  const planted = new Map<string, number>();
  for (let count = random.int(1, 4); count > 0; count -= 1) {
    const [property] = random.pick(Object.entries(CATEGORIES));
    const effect = (random.chance(0.6) ? 1 : -1) * (1 + random.next());
    planted.set(`${property}:v${random.int(0, 3)}`, effect);
  }
  if (random.chance(0.5)) planted.set(`numberofemployees:from ${random.pick([50, 200, 1000])}`, 1.2);
  return planted;
}

function drawProperties(random: Random): ClosedDeal['properties'] {
  const properties: Record<string, string | null> = {};
  for (const [property, options] of Object.entries(CATEGORIES)) {
    properties[property] = random.chance(0.12) ? null : `v${Math.floor(options * random.next() ** 1.7)}`;
  }
  const employees = Math.round(10 ** (1 + 3.5 * random.next()));
  return { ...properties, numberofemployees: random.chance(0.1) ? null : String(employees) };
}

function effectOf(properties: ClosedDeal['properties'], planted: Map<string, number>): number {
  const employees = Number(properties['numberofemployees'] ?? -1);
  const band = [20_000, 5_000, 1_000, 200, 50, 10, 0].find((from) => employees >= from);
  const options = Object.keys(CATEGORIES).map((property) => `${property}:${properties[property]}`);
  return [...options, `numberofemployees:from ${band}`].reduce((sum, key) => sum + (planted.get(key) ?? 0), 0);
}
