import { DAY_MS, HOUR_MS } from '../durations.ts';
import { createEmptyPortal } from '../empty-portal.ts';
import type { PortalData, PortalMarketingEvent, PortalOwner } from '../portal-data.ts';
import { applyWebCounters } from '../web-counters.ts';
import type { WorldAccount } from './account.ts';
import { ActivityLog } from './activity-log.ts';
import { buildAccounts } from './build-accounts.ts';
import { DealMaker } from './build-deals.ts';
import { buildPeople, buildPerson } from './build-people.ts';
import { buildTickets } from './build-tickets.ts';
import { meet, type Stage } from './motions.ts';
import { toMailbox } from './people-names.ts';
import { playAccount } from './play-account.ts';
import { createRandom } from './random.ts';
import { MARKETING_EVENTS } from './wording.ts';
import { createWorldClock, toIso } from './world-time.ts';

const WORLD_PORTAL_ID = 1_000_002;
const FIRST_OWNER_ID = 71_400_101;
const FIRST_USER_ID = 9_200_101;

const OWNER_NAMES = [
  ['Ines', 'Calloway'],
  ['Marek', 'Dvorak'],
  ['Tessa', 'Amankwah'],
  ['Hugo', 'Lindgren'],
  ['Rina', 'Kapoor'],
  ['Leon', 'Barth'],
  ['Paula', 'Escribano'],
  ['Noah', 'Whitaker'],
] as const;

/** Weekdays at 14:00 UTC, this many days ago: the last one was last week. */
const EVENT_DAYS_AGO = [6, 47, 101, 168, 239, 310];

/**
 * The built-in portal: about 300 invented companies that could be customers of a maker of planning software, with people,
 * deals and a year of activity that ends at `now` (epoch ms). What is planted is in `account.ts` and `plots.ts`. The same seed and
 * `now` give the same data.
 */
export function buildWorld({ seed, now }: { seed: number; now: number }): PortalData {
  const data = createEmptyPortal({
    portalId: WORLD_PORTAL_ID,
    name: 'Vendor Planning Software',
    timeZone: 'US/Eastern',
    companyCurrency: 'USD',
  });
  data.owners = buildOwners();
  // HubSpot's buying roles do not include procurement; many portals add it.
  data.addedOptions = { contacts: { hs_buying_role: [{ label: 'Procurement', value: 'PROCUREMENT' }] } };
  const random = createRandom(seed);
  const clock = createWorldClock(now, random);
  data.marketingEvents = buildMarketingEvents(now);
  const log = new ActivityLog(data, now);
  const stage: Stage = { random, clock, log, marketingEvents: data.marketingEvents };
  const owners = data.owners.map(({ id }) => id);
  const accounts = buildAccounts(random, clock, owners);
  const nextContactId = buildPeople(accounts, random, clock);
  const deals = new DealMaker(stage, data);
  for (const account of accounts) {
    deals.makeDeals(account);
    playAccount(stage, account);
  }
  setScatteredRoles(stage, accounts, nextContactId);
  addRecords(data, accounts);
  buildTickets(data, accounts, { seed, now });
  log.finish();
  applyWebCounters(data);
  return data;
}

function buildOwners(): PortalOwner[] {
  return OWNER_NAMES.map(([firstName, lastName], index) => ({
    id: String(FIRST_OWNER_ID + index),
    email: `${toMailbox(firstName, lastName)}@vendor.example`,
    firstName,
    lastName,
    userId: FIRST_USER_ID + index,
  }));
}

function buildMarketingEvents(now: number): PortalMarketingEvent[] {
  return EVENT_DAYS_AGO.map((daysAgo, index) => {
    const day = Math.floor(now / DAY_MS) - daysAgo;
    return {
      id: String(88_100_001 + index),
      name: MARKETING_EVENTS[index] ?? 'Planning Day',
      startsAt: toIso(day * DAY_MS + 14 * HOUR_MS),
      participations: [],
    };
  });
}

/** Outside of deals the buying role is rarely maintained: a few contacts have one, and some decision makers are new. */
function setScatteredRoles(stage: Stage, accounts: readonly WorldAccount[], nextContactId: number): void {
  const { random, clock } = stage;
  const ready = accounts.filter(({ situation }) => situation === 'in_market' || situation === 'surging');
  for (const [index, account] of random.sample(ready, 12).entries()) {
    const isNew = index < 5;
    const timestamp = clock.officeHour(isNew ? random.int(2, 9) : random.int(60, 420));
    const person = isNew
      ? buildPerson({ id: String(nextContactId + index), seat: 'decision', account, createdAt: timestamp, random })
      : account.people.find(({ seat }) => seat === 'decision');
    if (person === undefined) continue;
    person.record.properties['hs_buying_role'] = 'DECISION_MAKER';
    person.record.history = { hs_buying_role: [{ value: 'DECISION_MAKER', timestamp }] };
    if (!isNew) continue;
    account.people.push(person);
    meet(stage, account, [person], 1);
  }
}

function addRecords(data: PortalData, accounts: readonly WorldAccount[]): void {
  for (const { company, people } of accounts) {
    data.objects.companies.push(company);
    for (const { record } of people) {
      data.objects.contacts.push(record);
      data.associations.push({
        fromType: 'contacts',
        fromId: record.id,
        toType: 'companies',
        toId: company.id,
        primary: true,
        label: null,
      });
    }
  }
}
