import type { Situation, WorldAccount, WorldPerson } from './account.ts';
import {
  attend,
  browse,
  download,
  meet,
  readNewsletter,
  reachOut,
  requestDemo,
  seeAds,
  type Stage,
} from './motions.ts';

/** How much of each activity an account has in a year, and how long ago it may be (days). */
interface Rhythm {
  browsing: number;
  /** Share of visits that end on pricing or another page with buying intent. */
  interest: number;
  newsletters: number;
  downloads: number;
  outreach: number;
  /** Chance that an outreach is answered. */
  luck: number;
  events: number;
  ads: number;
  /** Days ago of the latest and of the earliest of it. */
  days: readonly [latest: number, earliest: number];
}

const QUIET: Rhythm = {
  browsing: 3.5,
  interest: 0.05,
  newsletters: 3.5,
  downloads: 0.4,
  outreach: 2,
  luck: 0.05,
  events: 0.1,
  ads: 0.9,
  days: [35, 364],
};

/** An account in a deal or won gets its activity mostly from meetings; see the deals. */
const RHYTHMS: Record<Situation, Rhythm> = {
  open_deal: { ...QUIET, browsing: 7, interest: 0.3, newsletters: 5, downloads: 1, outreach: 2, days: [20, 320] },
  customer: { ...QUIET, browsing: 5, newsletters: 5, outreach: 1, luck: 0.4, events: 0.5, days: [3, 300] },
  lost: { ...QUIET, browsing: 4, interest: 0.15, outreach: 2 },
  lost_active_again: { ...QUIET, browsing: 4, interest: 0.1, outreach: 1 },
  surging: { ...QUIET, browsing: 5, newsletters: 4, downloads: 0.5, outreach: 1.5, days: [20, 360] },
  in_market: {
    browsing: 12,
    interest: 0.4,
    newsletters: 7,
    downloads: 1.8,
    outreach: 3,
    luck: 0.35,
    events: 0.6,
    ads: 2.5,
    days: [0, 75],
  },
  warm: {
    browsing: 7,
    interest: 0.15,
    newsletters: 6,
    downloads: 0.9,
    outreach: 3,
    luck: 0.15,
    events: 0.35,
    ads: 2.5,
    days: [1, 130],
  },
  quiet: QUIET,
  cold: { ...QUIET, browsing: 0.8, newsletters: 1.5, downloads: 0.1, outreach: 3.5, luck: 0.01, days: [5, 330] },
};

/** Generates a year of activity of an account, except for its deals. */
export function playAccount(stage: Stage, account: WorldAccount): void {
  const rhythm = RHYTHMS[account.situation];
  const { random } = stage;
  const someDay = (): number => random.int(rhythm.days[0], rhythm.days[1]);
  const repeat = (average: number, motion: (person: WorldPerson) => void): void => {
    for (let left = drawCount(stage, average); left > 0; left -= 1) motion(pickActive(stage, account));
  };
  repeat(rhythm.browsing, (person) => browse(stage, person, someDay(), random.chance(rhythm.interest)));
  repeat(rhythm.newsletters, (person) => readNewsletter(stage, person, someDay()));
  repeat(rhythm.downloads, (person) => download(stage, person, someDay()));
  repeat(rhythm.outreach, (person) => reachOut(stage, account, person, someDay(), rhythm.luck));
  repeat(rhythm.events, (person) => attend(stage, person, someDay()));
  repeat(rhythm.ads, (person) => seeAds(stage, account, person, someDay()));
  if (account.situation === 'surging') surge(stage, account);
  if (account.situation === 'lost_active_again') returnToTheSite(stage, account);
  if (account.situation === 'in_market' && random.chance(0.6)) warmUp(stage, account);
}

/** The first people of an account are the most active ones. */
function pickActive({ random }: Stage, account: WorldAccount): WorldPerson {
  const rank = Math.floor(random.next() ** 2 * account.people.length);
  return account.people[rank] ?? random.pick(account.people);
}

function drawCount({ random }: Stage, average: number): number {
  return Math.floor(average * (0.5 + random.next()) + random.next());
}

/** Two or three people at once, in the last few days: the pricing page, and a demo or a call. */
function surge(stage: Stage, account: WorldAccount): void {
  const { random } = stage;
  const people = random.sample(account.people, random.int(2, 3));
  for (const person of people) {
    for (let visits = random.int(2, 3); visits > 0; visits -= 1) browse(stage, person, random.int(0, 6), true);
  }
  const [first, second] = people;
  if (first !== undefined && random.chance(0.65)) requestDemo(stage, first, random.int(1, 4));
  if (second !== undefined && random.chance(0.5)) download(stage, second, random.int(1, 5));
  if (first !== undefined && random.chance(0.4)) meet(stage, account, [first], random.int(0, 2));
}

function returnToTheSite(stage: Stage, account: WorldAccount): void {
  const { random } = stage;
  for (const person of random.sample(account.people, 2)) {
    browse(stage, person, random.int(1, 12), true);
    browse(stage, person, random.int(1, 20), random.chance(0.5));
  }
  download(stage, random.pick(account.people), random.int(2, 15));
}

function warmUp(stage: Stage, account: WorldAccount): void {
  const { random } = stage;
  if (random.chance(0.5)) requestDemo(stage, pickActive(stage, account), random.int(5, 50));
  meet(stage, account, random.sample(account.people, random.int(1, 2)), random.int(2, 40));
}
