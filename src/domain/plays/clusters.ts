import { compareText } from '../compare-text.ts';

export interface ClusterMember {
  companyId: string;
  name: string;
  engagement: number;
}

/** Accounts alike enough to be addressed together: by default of one industry and one size. */
export interface Cluster {
  /** "Computer software, 200–999 employees" */
  name: string;
  /** The most engaged first. */
  members: readonly ClusterMember[];
}

/** An account as clusters are made of: HubSpot's own values, `null` where unknown. */
export interface ClusterCandidate extends ClusterMember {
  industry: string | null;
  employees: string | null;
  /** Of the property that the portal chose. */
  value?: string | null;
}

/** The property that a portal's clusters are made of, by its name and that of its options in HubSpot. */
export interface ClusterProperty {
  label: string;
  options: Readonly<Record<string, string>>;
}

/** From this engagement on an account is warm. */
const WARM = 30;

const SIZES = [
  { from: 5_000, name: '5,000 employees and more' },
  { from: 1_000, name: '1,000–4,999 employees' },
  { from: 200, name: '200–999 employees' },
  { from: 0, name: 'under 200 employees' },
];

/**
 * The clusters of the accounts of a tier, by company id: of one industry and one size, or of one value of the property
 * that the portal chose. An account for which that is unknown is in none.
 */
export function buildClusters(
  accounts: readonly ClusterCandidate[],
  property: ClusterProperty | null = null,
): ReadonlyMap<string, Cluster> {
  const byName = Map.groupBy(accounts, (account) =>
    property === null ? nameBySize(account) : nameByValue(account, property),
  );
  byName.delete(null);
  return new Map(
    [...byName].flatMap(([name, held]) => {
      const members = held
        .map(({ companyId, name: account, engagement }) => ({ companyId, name: account, engagement }))
        .sort((a, b) => b.engagement - a.engagement || compareText(a.companyId, b.companyId));
      const cluster = { name: name ?? '', members };
      return members.map(({ companyId }) => [companyId, cluster] as const);
    }),
  );
}

/** The accounts of a cluster that are warm, the warmest first. */
export function listWarm({ members }: Cluster): ClusterMember[] {
  return members.filter(({ engagement }) => engagement >= WARM);
}

/** "Segment: Public sector" */
function nameByValue({ value }: ClusterCandidate, { label, options }: ClusterProperty): string | null {
  const held = (value ?? '').trim();
  return held === '' ? null : `${label}: ${Object.hasOwn(options, held) ? options[held] : held}`;
}

function nameBySize({ industry, employees }: ClusterCandidate): string | null {
  const words = (industry ?? '').trim().toLowerCase().replaceAll('_', ' ');
  const count = Number(employees ?? '');
  const size = (employees ?? '').trim() === '' ? undefined : SIZES.find(({ from }) => count >= from);
  if (words === '' || size === undefined) return null;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}, ${size.name}`;
}
