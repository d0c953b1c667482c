import type { PortalData } from '../portal-data.ts';
import type { WorldAccount } from './account.ts';
import { createRandom } from './random.ts';
import { createWorldClock } from './world-time.ts';

const FIRST_TICKET_ID = 30_500_000_001;
const CLOSED = '4';
const OPEN = ['1', '2', '3'];
const SUBJECTS = [
  'Import of sales history stops halfway',
  'Forecast differs from last week',
  'A colleague cannot sign in',
  'Question about the ERP connector',
  'Report is sent twice',
];
/** One in this many customers has contacted support, and one in this many accounts with an open deal is on a trial. */
const OF_CUSTOMERS = 2;
const OF_DEALS = 9;

/**
 * Support tickets: most are closed, some customers and a few trials have one that is open.
 * Uses its own random choices, so that the rest of the world stays the same.
 */
export function buildTickets(
  data: PortalData,
  accounts: readonly WorldAccount[],
  from: { seed: number; now: number },
): void {
  const random = createRandom(from.seed + 5);
  const clock = createWorldClock(from.now, random);
  const asking = [...everyOf(accounts, 'customer', OF_CUSTOMERS), ...everyOf(accounts, 'open_deal', OF_DEALS)];
  for (const [index, account] of asking.entries()) {
    const isOpen = account.situation === 'open_deal' || index % 3 === 0;
    const createdAt = clock.officeHour(isOpen ? random.int(1, 12) : random.int(20, 200));
    const id = String(FIRST_TICKET_ID + index);
    data.objects.tickets.push({
      id,
      properties: {
        subject: random.pick(SUBJECTS),
        hs_pipeline: '0',
        hs_pipeline_stage: isOpen ? random.pick(OPEN) : CLOSED,
      },
      createdAt,
      updatedAt: createdAt,
    });
    const [person] = account.people;
    const link = { fromType: 'tickets', fromId: id, label: null } as const;
    data.associations.push({ ...link, toType: 'companies', toId: account.company.id, primary: true });
    if (person === undefined) continue;
    data.associations.push({ ...link, toType: 'contacts', toId: person.record.id, primary: false });
  }
}

function everyOf(
  accounts: readonly WorldAccount[],
  situation: WorldAccount['situation'],
  step: number,
): readonly WorldAccount[] {
  return accounts.filter((account) => account.situation === situation).filter((_, index) => index % step === 0);
}
