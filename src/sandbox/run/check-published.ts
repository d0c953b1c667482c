import type { AccountExportRow } from '../export/export-rows.ts';
import type { StandIn } from '../hubspot/stand-in.ts';

/** A score that changed by one point is published only with another change (README). */
const WAITING_POINTS = 1;

/**
 * Compares the app's data on each account with the properties in the portal.
 * @returns the differences, as sentences; none if every company has its properties
 */
export function findUnpublished(accounts: readonly AccountExportRow[], { store }: Pick<StandIn, 'store'>): string[] {
  const faults: string[] = [];
  const byId = new Map(accounts.map((account) => [account.id, account]));
  for (const { id, properties } of store.records.companies.active()) {
    const account = byId.get(id);
    if (account === undefined) faults.push(`company ${id} is not scored`);
    else faults.push(...compare(account, properties));
  }
  return faults;
}

function compare(account: AccountExportRow, properties: Readonly<Record<string, string>>): string[] {
  const text = (name: string): string => properties[`roundtable_${name}`] ?? '';
  const wanted = {
    tier: account.tier === null ? '' : `tier_${account.tier}`,
    stage: account.stage,
    missing_roles: account.missingRoles.join(';'),
    risks: account.risks.join(';'),
    next_play: account.nextPlay ?? '',
  };
  const faults = Object.entries(wanted).flatMap(([name, value]) =>
    text(name) === value ? [] : [`company ${account.id}: ${name} is "${text(name)}", should be "${value}"`],
  );
  for (const name of ['fit', 'engagement', 'intent', 'coverage'] as const) {
    const [have, want] = [text(name), account[name]];
    const agrees = want === null ? have === '' : have !== '' && Math.abs(Number(have) - want) <= WAITING_POINTS;
    if (!agrees) faults.push(`company ${account.id}: ${name} is "${have}", should be ${want}`);
  }
  return faults;
}
