import type { PortalRecord } from '../portal-data.ts';
import type { Situation, WorldAccount, WorldPerson } from './account.ts';
import { JOB_TITLES, type Seat } from './job-titles.ts';
import { pickPersonName, toMailbox } from './people-names.ts';
import type { Random } from './random.ts';
import type { WorldClock } from './world-time.ts';

const FIRST_CONTACT_ID = 51_200_001;

/** How many people of an account are known, and which seats they fill first. */
const KNOWN_PEOPLE: Record<Situation, readonly [min: number, max: number]> = {
  open_deal: [5, 8],
  customer: [4, 7],
  surging: [4, 7],
  in_market: [4, 7],
  lost_active_again: [4, 6],
  lost: [3, 6],
  warm: [3, 6],
  quiet: [2, 5],
  cold: [2, 4],
};
const SEAT_ORDER: readonly Seat[] = [
  'champion',
  'user',
  'technical',
  'decision',
  'aside',
  'budget',
  'procurement',
  'legal',
];

/** Fills the accounts with people; contact ids follow the order of the accounts. Returns the next free id. */
export function buildPeople(accounts: readonly WorldAccount[], random: Random, clock: WorldClock): number {
  let nextId = FIRST_CONTACT_ID;
  for (const account of accounts) {
    const [min, max] = KNOWN_PEOPLE[account.situation];
    const seats = chooseSeats(random, random.int(min, max));
    for (const seat of seats) {
      const createdAt = clock.officeHour(random.int(380, 900));
      account.people.push(buildPerson({ id: String(nextId), seat, account, createdAt, random }));
      nextId += 1;
    }
  }
  return nextId;
}

/** Usually the working level first; accounts differ by which seats stay empty. */
function chooseSeats(random: Random, count: number): Seat[] {
  const order = SEAT_ORDER.map((seat, index) => ({ seat, order: index + random.next() * 5 }));
  const seats = order.sort((left, right) => left.order - right.order).map(({ seat }) => seat);
  return seats.slice(0, count);
}

interface Draft {
  id: string;
  seat: Seat;
  account: WorldAccount;
  createdAt: string;
  random: Random;
}

/** Creates a person for a seat of an account, without adding them to it. */
export function buildPerson({ id, seat, account, createdAt, random }: Draft): WorldPerson {
  const { language } = account.country;
  const { first, last } = pickPersonName(random, language);
  const properties: PortalRecord['properties'] = {
    firstname: first,
    lastname: last,
    email: chooseEmail(account, toMailbox(first, last)),
    city: account.company.properties['city'] ?? '',
    country: account.country.name,
    lifecyclestage: account.company.properties['lifecyclestage'] ?? 'lead',
    associatedcompanyid: account.company.id,
    createdate: createdAt,
  };
  if (!random.chance(0.05))
    properties['jobtitle'] = random.pick(JOB_TITLES[random.chance(0.7) ? language : 'en'][seat]);
  if (random.chance(0.55)) properties['hubspot_owner_id'] = account.ownerId;
  if (random.chance(0.03)) properties['hs_email_optout'] = 'true';
  if (random.chance(0.02)) properties['hs_email_hard_bounce_reason_enum'] = 'UNKNOWN_USER';
  const record: PortalRecord = { id, properties, createdAt, updatedAt: createdAt };
  return { record, seat, firstName: first };
}

function chooseEmail({ company, people }: WorldAccount, mailbox: string): string {
  const taken = new Set(people.map(({ record }) => record.properties['email']));
  const toAddress = (name: string): string => `${name}@${company.properties['domain']}`;
  let address = toAddress(mailbox);
  for (let number = 2; taken.has(address); number += 1) address = toAddress(`${mailbox}${number}`);
  return address;
}
