import { DAY_MS } from '../durations.ts';
import type { PortalMarketingEvent } from '../portal-data.ts';
import type { WorldAccount, WorldPerson } from './account.ts';
import type { ActivityLog } from './activity-log.ts';
import type { Random } from './random.ts';
import {
  ACCOUNT_NOTES,
  BROWSING_PAGES,
  BUYING_PAGES,
  CALL_CONNECTED_NOTES,
  CONTENT_FORMS,
  DEAL_SUBJECTS,
  DEMO,
  MEETING_NOTES,
  MEETING_TITLES,
  OUTREACH_SUBJECTS,
  TASKS,
} from './wording.ts';
import { minutesAfter, toIso, type WorldClock } from './world-time.ts';

/** What the functions below need to generate activity. */
export interface Stage {
  random: Random;
  clock: WorldClock;
  log: ActivityLog;
  marketingEvents: readonly PortalMarketingEvent[];
}

/** A person visits the site: one to four pages, if interested also pricing and the like. */
export function browse({ random, clock, log }: Stage, person: WorldPerson, daysAgo: number, interested: boolean): void {
  let at = clock.officeHour(daysAgo);
  for (let page = random.int(1, 3); page > 0; page -= 1) {
    log.pageVisit(person, at, random.pick(BROWSING_PAGES));
    at = minutesAfter(at, random.int(1, 6), clock.now);
  }
  if (interested) log.pageVisit(person, at, random.pick(BUYING_PAGES));
}

/** A person submits a form for a guide or a webinar. */
export function download({ random, clock, log }: Stage, person: WorldPerson, daysAgo: number): void {
  const form = random.pick(CONTENT_FORMS);
  log.form(person, clock.officeHour(daysAgo), form.name, form.path);
}

export function requestDemo({ clock, log }: Stage, person: WorldPerson, daysAgo: number): void {
  log.form(person, clock.officeHour(daysAgo), DEMO.name, DEMO.path);
}

/** A marketing e-mail is opened, sometimes clicked. Contacts who opted out or bounced get none. */
export function readNewsletter({ random, clock, log }: Stage, person: WorldPerson, daysAgo: number): void {
  const { properties } = person.record;
  if (properties['hs_email_optout'] === 'true' || 'hs_email_hard_bounce_reason_enum' in properties) return;
  const at = clock.officeHour(daysAgo);
  log.marketingEmail(person, at, 'hs_email_open');
  if (random.chance(0.25)) log.marketingEmail(person, minutesAfter(at, 2, clock.now), 'hs_email_click');
}

/** Sales writes; sometimes there is a reply within two days. Every third time a call follows. */
export function reachOut(
  stage: Stage,
  account: WorldAccount,
  person: WorldPerson,
  daysAgo: number,
  luck: number,
): void {
  const { random, clock, log } = stage;
  const subject = random.pick(OUTREACH_SUBJECTS);
  const at = clock.officeHour(daysAgo);
  log.emailSent(account, person, at, subject);
  if (random.chance(luck)) log.emailReply(account, person, minutesAfter(at, random.int(40, 2_600), clock.now), subject);
  if (!random.chance(0.35)) return;
  const body = random.chance(luck) ? random.pick(CALL_CONNECTED_NOTES) : null;
  log.call(account, person, minutesAfter(at, random.int(1_440, 4_320), clock.now), body);
}

/** The next meeting of an account with related activity: mails, often a note and a task afterwards. */
export function meet(stage: Stage, account: WorldAccount, people: readonly WorldPerson[], daysAgo: number): void {
  const { random, clock, log } = stage;
  const [host] = people;
  if (host === undefined) return;
  const at = clock.officeHour(daysAgo);
  const title = MEETING_TITLES[Math.min(account.meetings, MEETING_TITLES.length - 1)] ?? '';
  account.meetings += 1;
  log.meeting(account, people, at, title, random.pick(MEETING_NOTES));
  const subject = random.pick(DEAL_SUBJECTS);
  if (random.chance(0.7)) log.emailSent(account, host, minutesAfter(at, random.int(60, 300), clock.now), subject);
  if (random.chance(0.35)) log.emailReply(account, host, minutesAfter(at, random.int(400, 2_800), clock.now), subject);
  if (random.chance(0.3)) log.note(account, people, minutesAfter(at, 70, clock.now), random.pick(ACCOUNT_NOTES));
  if (random.chance(0.3)) {
    log.task(account, host, minutesAfter(at, 90, clock.now), random.pick(TASKS), daysAgo > 10);
  }
}

/** Registers for the event nearest to that day, and usually comes. */
export function attend({ random, clock, log, marketingEvents }: Stage, person: WorldPerson, daysAgo: number): void {
  const wanted = clock.now - daysAgo * DAY_MS;
  const distance = (event: PortalMarketingEvent): number => Math.abs(Date.parse(event.startsAt) - wanted);
  const [event] = marketingEvents.toSorted((left, right) => distance(left) - distance(right));
  if (event === undefined || event.participations.some(({ contactId }) => contactId === person.record.id)) return;
  const registeredAt = toIso(Date.parse(event.startsAt) - random.int(2, 14) * DAY_MS);
  log.participation(event, person, 'REGISTERED', registeredAt);
  if (random.chance(0.7)) log.participation(event, person, 'ATTENDED', event.startsAt);
}

/** Ads are seen often and clicked rarely. */
export function seeAds(
  { random, clock, log }: Stage,
  account: WorldAccount,
  person: WorldPerson,
  daysAgo: number,
): void {
  const at = clock.officeHour(daysAgo);
  log.ad(account, person, at, 'ad_impression');
  if (random.chance(0.12)) log.ad(account, person, minutesAfter(at, 1, clock.now), 'ad_click');
}
