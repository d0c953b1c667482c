import { DAY_MS } from '../durations.ts';
import type { PortalData } from '../portal-data.ts';
import { createRandom } from './random.ts';

/** What a vendor of intent data reports about a company. */
export interface IntentSignal {
  id: string;
  companyId: string;
  source: string;
  topic: string;
  /** 0–100 */
  strength: number;
  occurredAt: string;
}

const SOURCES = ['G2', 'Bombora'];
const TOPICS = ['Demand planning', 'Supply chain planning software', 'Inventory optimisation', 'ERP integration'];
/** Share of the companies whose research is visible: most of those with many recent visits, few of the others. */
const OF_BUSY = 0.7;
const OF_OTHERS = 0.04;
const BUSY_VISITS = 6;
const RECENT_DAYS = 21;

/**
 * Third-party intent about a portal's companies in the weeks before `now` (epoch ms): it correlates with what their people do
 * on the site, and sometimes comes alone. The same seed and portal give the same signals.
 */
export function buildIntent(data: PortalData, { seed, now }: { seed: number; now: number }): IntentSignal[] {
  const random = createRandom(seed);
  const visits = countRecentVisits(data, now);
  return data.objects.companies.flatMap(({ id }): IntentSignal[] => {
    const isBusy = (visits.get(id) ?? 0) >= BUSY_VISITS;
    if (!random.chance(isBusy ? OF_BUSY : OF_OTHERS)) return [];
    return random.sample(TOPICS, random.int(1, 2)).map((topic, index) => ({
      id: `${id}-${index + 1}`,
      companyId: id,
      source: random.pick(SOURCES),
      topic,
      strength: random.int(isBusy ? 45 : 25, isBusy ? 95 : 70),
      occurredAt: new Date(now - random.int(1, RECENT_DAYS) * DAY_MS).toISOString(),
    }));
  });
}

function countRecentVisits({ associations, events }: PortalData, now: number): Map<string, number> {
  const companyOf = new Map<string, string>();
  for (const { fromType, fromId, toType, toId } of associations) {
    if (fromType === 'contacts' && toType === 'companies') companyOf.set(fromId, toId);
    if (fromType === 'companies' && toType === 'contacts') companyOf.set(toId, fromId);
  }
  const visits = new Map<string, number>();
  for (const { contactId, occurredAt } of events) {
    const companyId = companyOf.get(contactId);
    if (companyId === undefined || Date.parse(occurredAt) < now - RECENT_DAYS * DAY_MS) continue;
    visits.set(companyId, (visits.get(companyId) ?? 0) + 1);
  }
  return visits;
}
