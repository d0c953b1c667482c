import type { WorldAccount, WorldPerson } from './account.ts';
import { JOB_TITLES, type Seat } from './job-titles.ts';
import { browse, meet, readNewsletter, type Stage } from './motions.ts';
import type { Part, Plot } from './plots.ts';
import type { Random } from './random.ts';
import { COMPARE_PAGE, DEAL_SUBJECTS } from './wording.ts';
import { minutesAfter } from './world-time.ts';

export interface PersonInPlot {
  person: WorldPerson;
  part: Part;
}

/** Assigns the people of an account to the parts of a plot and generates its roles, meetings and replies. Returns who takes part. */
export function playPlot(stage: Stage, account: WorldAccount, plot: Plot): PersonInPlot[] {
  dismissAbsent(stage.random, account, plot);
  const cast = castParts(stage.random, account, plot);
  for (const { person, part } of cast) {
    if (part.role !== undefined) setRole(stage, person, part.role);
    if (part.bounced) person.record.properties['hs_email_hard_bounce_reason_enum'] = 'UNKNOWN_USER';
    else delete person.record.properties['hs_email_hard_bounce_reason_enum'];
  }
  const days = new Set(cast.flatMap(({ part }) => part.activeDaysAgo));
  for (const day of [...days].sort((left, right) => right - left)) {
    // People whose days are the same, or one day apart, are in the same meeting.
    const present = cast.filter(({ part }) => part.activeDaysAgo.some((active) => Math.abs(active - day) <= 1));
    const people = present.map(({ person }) => person);
    if (day % 3 === 0 || people.length > 1) meet(stage, account, people, day);
    else exchangeEmails(stage, account, people, day);
  }
  if (plot.comparing === true) compareVendors(stage, cast);
  return cast;
}

/** A person who does not belong to the plot is moved out of the seat: they get a title without influence. */
function dismissAbsent(random: Random, account: WorldAccount, plot: Plot): void {
  for (const person of account.people) {
    if (plot.absent.includes(person.seat)) reseat(random, account, person, 'aside');
  }
}

function castParts(random: Random, account: WorldAccount, plot: Plot): PersonInPlot[] {
  const free = [...account.people];
  const take = (index: number): WorldPerson | undefined => (index < 0 ? undefined : free.splice(index, 1)[0]);
  const seated = plot.parts.map((part) => ({ part, person: take(free.findIndex(({ seat }) => seat === part.seat)) }));
  return seated.flatMap(({ part, person }) => {
    const anyone = person ?? take(free.length - 1);
    if (anyone === undefined) return [];
    if (anyone.seat !== part.seat) reseat(random, account, anyone, part.seat);
    return [{ part, person: anyone }];
  });
}

function reseat(random: Random, account: WorldAccount, person: WorldPerson, seat: Seat): void {
  person.seat = seat;
  person.record.properties['jobtitle'] = random.pick(JOB_TITLES[account.country.language][seat]);
}

function setRole({ random, clock }: Stage, person: WorldPerson, role: string): void {
  const timestamp = clock.officeHour(random.chance(0.15) ? random.int(380, 500) : random.int(60, 120));
  person.record.properties['hs_buying_role'] = role;
  person.record.history = { ...person.record.history, hs_buying_role: [{ value: role, timestamp }] };
}

function exchangeEmails(
  { random, clock, log }: Stage,
  account: WorldAccount,
  people: WorldPerson[],
  day: number,
): void {
  for (const person of people) {
    const subject = random.pick(DEAL_SUBJECTS);
    const sentAt = clock.officeHour(day);
    log.emailSent(account, person, sentAt, subject);
    log.emailReply(account, person, minutesAfter(sentAt, random.int(20, 300), clock.now), subject);
  }
}

function compareVendors(stage: Stage, cast: readonly PersonInPlot[]): void {
  const { random, clock, log } = stage;
  for (const { person } of cast) {
    log.pageVisit(person, clock.officeHour(random.int(1, 9)), COMPARE_PAGE);
    browse(stage, person, random.int(1, 9), true);
    readNewsletter(stage, person, random.int(2, 12));
  }
}
