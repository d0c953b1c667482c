import type { PortalRecord } from '../portal-data.ts';
import type { Situation, WorldAccount } from './account.ts';
import { listCompanyStems, WORLD_INDUSTRIES, type WorldIndustry } from './industries.ts';
import { WORLD_COUNTRIES } from './places.ts';
import type { Random } from './random.ts';
import type { WorldClock } from './world-time.ts';

const FIRST_COMPANY_ID = 18_450_100_001;

/** How many accounts of each situation there are; the readiest buyers get the first ones. */
const SITUATION_COUNTS: readonly (readonly [Situation, number])[] = [
  ['open_deal', 30],
  ['customer', 40],
  ['surging', 14],
  ['in_market', 24],
  ['lost_active_again', 6],
  ['lost', 22],
  ['warm', 44],
  ['quiet', 70],
  ['cold', 50],
];

const LIFECYCLE: Record<Situation, string> = {
  open_deal: 'opportunity',
  customer: 'customer',
  surging: 'marketingqualifiedlead',
  in_market: 'marketingqualifiedlead',
  lost_active_again: 'lead',
  lost: 'lead',
  warm: 'lead',
  quiet: 'lead',
  cold: 'subscriber',
};

/** The companies of the world, without people yet. */
export function buildAccounts(random: Random, clock: WorldClock, ownerIds: readonly string[]): WorldAccount[] {
  const count = SITUATION_COUNTS.reduce((sum, [, each]) => sum + each, 0);
  const drafts = random.sample(listCompanyStems(), count).map((stem, index) => {
    const industry = random.pickWeighted(WORLD_INDUSTRIES);
    const employees = drawEmployees(random);
    return { stem, index, industry, employees, readiness: drawReadiness(random, industry, employees) };
  });
  const situations = SITUATION_COUNTS.flatMap(([situation, each]) => Array.from({ length: each }, () => situation));
  const byReadiness = drafts.toSorted((left, right) => right.readiness - left.readiness);
  const accounts = byReadiness.map((draft, rank): WorldAccount & { index: number } => {
    const { stem, index, industry, employees } = draft;
    const country = random.pickWeighted(WORLD_COUNTRIES);
    const situation = situations[rank] ?? 'cold';
    const ownerId = random.pick(ownerIds);
    const company: PortalRecord = {
      id: String(FIRST_COMPANY_ID + index),
      properties: {},
      createdAt: '',
      updatedAt: '',
    };
    const account = { company, stem, index, industry, country, employees, ownerId, situation, people: [], meetings: 0 };
    describeCompany(account, random, clock);
    return account;
  });
  return accounts.sort((left, right) => left.index - right.index);
}

/** From 25 to 30,000, most of them small: the median is a firm of about 300. */
function drawEmployees(random: Random): number {
  const raw = 25 * 1_200 ** (random.next() ** 1.5);
  const step = raw > 1_000 ? 50 : raw > 100 ? 5 : 1;
  return Math.round(raw / step) * step;
}

/** Planted: firms of 200 to 10,000 people in some industries buy, with some randomness. */
function drawReadiness(random: Random, industry: WorldIndustry, employees: number): number {
  const size = employees >= 200 && employees <= 10_000 ? 1 : 0.45;
  return industry.appetite * size + random.next() * 0.55;
}

function describeCompany(account: WorldAccount, random: Random, clock: WorldClock): void {
  const { stem, industry, country, employees, situation } = account;
  const { city, state } = random.pick(country.cities);
  const word = random.pick(industry.words);
  const domain = `${stem}${word}`.toLowerCase();
  account.company.createdAt = clock.officeHour(random.int(900, 1_500));
  account.company.updatedAt = clock.officeHour(random.int(1, 40));
  const properties = account.company.properties;
  Object.assign(properties, {
    name: `${stem} ${word}${random.pick(country.legalForms)}`,
    domain: `${domain}.example`,
    website: `https://www.${domain}.example`,
    city,
    state,
    country: country.name,
    phone: `${country.dialCode} 555 ${String(random.int(0, 9_999_999)).padStart(7, '0')}`,
    lifecyclestage: LIFECYCLE[situation],
    createdate: account.company.createdAt,
  });
  // Left unknown on purpose: no portal is complete.
  if (!random.chance(0.06)) properties['industry'] = industry.value;
  if (!random.chance(0.07)) properties['numberofemployees'] = String(employees);
  if (!random.chance(0.09)) properties['annualrevenue'] = String(drawRevenue(random, employees));
  if (situation !== 'cold' && !random.chance(0.08)) properties['hubspot_owner_id'] = account.ownerId;
  setTargetAccount(account, random);
}

function drawRevenue(random: Random, employees: number): number {
  return Math.round((employees * random.int(90, 280) * 1_000) / 100_000) * 100_000;
}

/** HubSpot's own ABM properties, maintained by hand and therefore set only for some of the important accounts. */
function setTargetAccount(account: WorldAccount, random: Random): void {
  const { industry, employees, company } = account;
  const suits = industry.appetite >= 0.6 && employees >= 200;
  if (!suits || !random.chance(0.45)) return;
  company.properties['hs_is_target_account'] = 'true';
  if (random.chance(0.7)) {
    company.properties['hs_ideal_customer_profile'] = industry.appetite >= 0.85 ? 'tier_1' : 'tier_2';
  }
}
