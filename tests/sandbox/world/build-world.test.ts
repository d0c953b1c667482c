import { describe, expect, test } from 'vitest';
import { loadPortalData } from '../../../src/sandbox/hubspot/store/load-portal-data.ts';
import type { PortalData, PortalRecord } from '../../../src/sandbox/portal-data.ts';
import { buildWorld } from '../../../src/sandbox/world/build-world.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const DAY_MS = 86_400_000;
const ENGAGEMENTS = ['meetings', 'calls', 'emails', 'notes', 'tasks'] as const;

const world = buildWorld({ seed: 1, now: NOW });

function activityTimes(data: PortalData): string[] {
  return [
    ...ENGAGEMENTS.flatMap((type) => data.objects[type].map(({ properties }) => properties['hs_timestamp'] ?? '')),
    ...data.events.map(({ occurredAt }) => occurredAt),
    ...data.adActivities.map(({ occurredAt }) => occurredAt),
    ...data.marketingEvents.flatMap(({ participations }) => participations.map(({ occurredAt }) => occurredAt)),
    ...data.objects.contacts.flatMap(({ history }) =>
      ['hs_email_open', 'hs_email_click'].flatMap((name) => (history?.[name] ?? []).map(({ timestamp }) => timestamp)),
    ),
  ];
}

function contactsOf(data: PortalData, dealId: string): PortalRecord[] {
  const ids = data.associations.filter(
    ({ fromType, fromId, toType }) => fromType === 'deals' && fromId === dealId && toType === 'contacts',
  );
  return ids.flatMap(({ toId }) => data.objects.contacts.find(({ id }) => id === toId) ?? []);
}

function without(records: readonly PortalRecord[], name: string): number {
  return records.filter(({ properties }) => !(name in properties)).length;
}

function withRole(data: PortalData, role: string): PortalRecord[] {
  return data.objects.contacts.filter(({ properties }) => properties['hs_buying_role'] === role);
}

test('the same seed and time give the same world, another seed another one', () => {
  expect(buildWorld({ seed: 1, now: NOW })).toEqual(world);
  expect(buildWorld({ seed: 2, now: NOW }).objects.companies[0]).not.toEqual(world.objects.companies[0]);
});

describe.each([1, 2, 3, 42])('the world of seed %i', (seed) => {
  const data = buildWorld({ seed, now: NOW });
  const { companies, contacts, deals } = data.objects;

  test('has the size of a small portal', () => {
    expect(data.owners).toHaveLength(8);
    expect(companies).toHaveLength(300);
    expect(contacts.length).toBeGreaterThan(1_200);
    expect(contacts.length).toBeLessThan(1_450);
    expect(deals.length).toBeGreaterThan(95);
    expect(deals.length).toBeLessThan(125);
  });

  test('has a year of activity that ends now, of at most 8,000', () => {
    const times = activityTimes(data).sort();
    expect(times.length).toBeGreaterThan(6_000);
    expect(times.length).toBeLessThanOrEqual(8_000);
    expect(Date.parse(times[0] ?? '')).toBeGreaterThan(NOW - 385 * DAY_MS);
    expect(Date.parse(times.at(-1) ?? '')).toBeLessThanOrEqual(NOW);
    expect(Date.parse(times.at(-1) ?? '')).toBeGreaterThan(NOW - 3 * DAY_MS);
  });

  test('has tickets of customers and trials, some of them open', () => {
    const stages = data.objects.tickets.map(({ properties }) => properties['hs_pipeline_stage']);
    const open = stages.filter((stage) => stage !== '4').length;
    expect(open).toBeGreaterThan(3);
    expect(stages.length - open).toBeGreaterThan(3);
  });

  test('is a portal the stand-in loads', () => {
    expect(() => loadPortalData(data, { now: () => NOW, searchIndexLagMs: 0 })).not.toThrow();
  });

  test('names every company, domain and mailbox once, under .example', () => {
    const domains = companies.map(({ properties }) => properties['domain'] ?? '');
    const emails = contacts.map(({ properties }) => properties['email'] ?? '');
    expect(new Set(domains).size).toBe(companies.length);
    expect(new Set(emails).size).toBe(contacts.length);
    expect(domains.every((domain) => /^[a-z]+\.example$/.test(domain))).toBe(true);
    expect(emails.filter((email) => !/^[a-z0-9.]+@[a-z]+\.example$/.test(email))).toEqual([]);
  });

  test('has no contact that is older than its company or younger than its events', () => {
    const companyCreatedAt = new Map(companies.map((company) => [company.id, company.createdAt]));
    const older = contacts.filter(
      ({ createdAt, properties }) => createdAt < (companyCreatedAt.get(properties['associatedcompanyid'] ?? '') ?? ''),
    );
    expect(older).toEqual([]);
    const createdAt = new Map(contacts.map((contact) => [contact.id, contact.createdAt]));
    expect(data.events.filter(({ contactId, occurredAt }) => occurredAt < (createdAt.get(contactId) ?? ''))).toEqual(
      [],
    );
  });

  test('leaves some values unknown, some people opted out or bounced, and most buying roles unset', () => {
    expect(without(companies, 'industry')).toBeGreaterThan(5);
    expect(without(companies, 'numberofemployees')).toBeGreaterThan(5);
    expect(without(contacts, 'jobtitle')).toBeGreaterThan(20);
    expect(contacts.length - without(contacts, 'hs_email_optout')).toBeGreaterThan(10);
    expect(contacts.length - without(contacts, 'hs_email_hard_bounce_reason_enum')).toBeGreaterThan(5);
    expect(without(contacts, 'hs_buying_role') / contacts.length).toBeGreaterThan(0.9);
    const empty = Object.values(data.objects)
      .flat()
      .filter(({ properties }) => Object.values(properties).includes(''));
    expect(empty).toEqual([]);
  });

  test('has a late deal without a budget holder among its people', () => {
    const late = deals.filter(({ properties }) => properties['dealstage'] === 'contractsent');
    const finance = /financ|cfo|controlling|DAF|kaufmännisch/i;
    const lacking = late.filter((deal) =>
      contactsOf(data, deal.id).every((c) => !finance.test(c.properties['jobtitle'] ?? '')),
    );
    expect(lacking.length).toBeGreaterThan(0);
  });

  test('has a blocker who met us in the last two weeks, and a champion who bounced', () => {
    const meetings = new Map(data.objects.meetings.map((meeting) => [meeting.id, meeting.createdAt]));
    const blockers = new Set(withRole(data, 'BLOCKER').map(({ id }) => id));
    const since = new Date(NOW - 14 * DAY_MS).toISOString();
    const recent = data.associations.filter(
      ({ fromType, fromId, toId }) =>
        fromType === 'meetings' && blockers.has(toId) && (meetings.get(fromId) ?? '') >= since,
    );
    expect(recent.length).toBeGreaterThan(0);
    const gone = withRole(data, 'CHAMPION').filter(
      ({ properties }) => 'hs_email_hard_bounce_reason_enum' in properties,
    );
    expect(gone.length).toBeGreaterThan(0);
  });

  test('has people of several kinds of activity, down to the last event and the last ad', () => {
    for (const type of ENGAGEMENTS) expect(data.objects[type].length).toBeGreaterThan(20);
    expect(data.marketingEvents.every(({ participations }) => participations.length > 0)).toBe(true);
    expect(new Set(data.adActivities.map(({ type }) => type))).toEqual(new Set(['ad_click', 'ad_impression']));
    expect(data.events.some(({ properties }) => properties['hs_url_path'] === '/pricing')).toBe(true);
    expect(data.events.some(({ properties }) => properties['hs_form_name'] === 'Request a demo')).toBe(true);
    expect(data.associations.some(({ label }) => label === 'Budget holder')).toBe(true);
  });
});
