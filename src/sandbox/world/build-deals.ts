import { DAY_MS } from '../durations.ts';
import type { PortalData, PortalRecord } from '../portal-data.ts';
import type { WorldAccount, WorldPerson } from './account.ts';
import { meet, type Stage } from './motions.ts';
import { playPlot } from './play-plot.ts';
import { PLOTS } from './plots.ts';
import type { Random } from './random.ts';
import { PRODUCT } from './wording.ts';
import { toIso } from './world-time.ts';

const FIRST_DEAL_ID = 21_700_000_001;

/** Creates deals and their activities: every open deal follows a plot, closed ones are from the last two years. */
export class DealMaker {
  readonly #stage: Stage;
  readonly #data: PortalData;
  #nextId = FIRST_DEAL_ID;
  #nextPlot = 0;

  constructor(stage: Stage, data: PortalData) {
    this.#stage = stage;
    this.#data = data;
  }

  makeDeals(account: WorldAccount): void {
    const { random } = this.#stage;
    switch (account.situation) {
      case 'open_deal':
        this.#makeOpenDeal(account);
        if (random.chance(0.2)) this.#makeClosedDeal(account, 'closedwon', random.int(400, 700), 'Pilot');
        return;
      case 'customer':
        this.#makeClosedDeal(account, 'closedwon', random.int(20, 330), PRODUCT);
        if (random.chance(0.15)) this.#makeClosedDeal(account, 'closedwon', random.int(340, 680), 'Pilot');
        return;
      case 'lost':
        this.#makeClosedDeal(
          account,
          'closedlost',
          random.chance(0.5) ? random.int(20, 150) : random.int(380, 640),
          PRODUCT,
        );
        return;
      case 'lost_active_again':
        this.#makeClosedDeal(account, 'closedlost', random.int(200, 350), PRODUCT);
        return;
      default:
    }
  }

  #makeOpenDeal(account: WorldAccount): void {
    const { random, clock } = this.#stage;
    const plot = PLOTS[this.#nextPlot % PLOTS.length];
    this.#nextPlot += 1;
    if (plot === undefined) return;
    const deal = this.#addDeal(account, PRODUCT, plot.stageId, clock.officeHour(random.int(85, 140)));
    // An open deal's close date is only an estimate: some are past it.
    deal.properties['closedate'] = toIso(clock.now + random.int(-10, 70) * DAY_MS);
    const people = playPlot(this.#stage, account, plot);
    for (const { person, part } of people) this.#associate(deal, 'contacts', person.record.id, part.label ?? null);
  }

  #makeClosedDeal(account: WorldAccount, stageId: 'closedwon' | 'closedlost', daysAgo: number, name: string): void {
    const { random, clock } = this.#stage;
    const cycle = random.int(45, 160);
    const deal = this.#addDeal(account, name, stageId, clock.officeHour(daysAgo + cycle));
    const closedAt = clock.officeHour(daysAgo);
    Object.assign(deal.properties, { closedate: closedAt });
    deal.updatedAt = closedAt;
    if (stageId === 'closedlost') deal.properties['closed_lost_reason'] = pickLostReason(random);
    const won = stageId === 'closedwon';
    const people = random.sample(account.people, won ? random.int(3, 4) : random.int(1, 2));
    for (const person of people) this.#associate(deal, 'contacts', person.record.id, null);
    this.#playCycle(account, people, daysAgo, cycle);
  }

  /** Meetings of the deal within the last year. */
  #playCycle(account: WorldAccount, people: readonly WorldPerson[], daysAgo: number, cycle: number): void {
    const { random } = this.#stage;
    const days = Array.from({ length: random.int(1, 3) }, () => daysAgo + random.int(2, cycle));
    for (const day of days.sort((left, right) => right - left)) {
      if (day < 365) meet(this.#stage, account, random.sample(people, 2), day);
    }
  }

  #addDeal(account: WorldAccount, name: string, stageId: string, createdAt: string): PortalRecord {
    const { random } = this.#stage;
    const deal: PortalRecord = {
      id: String(this.#nextId),
      properties: {
        dealname: `${account.stem} – ${name}`,
        pipeline: 'default',
        dealstage: stageId,
        amount: String(drawAmount(random, account.employees)),
        dealtype: account.situation === 'customer' ? 'existingbusiness' : 'newbusiness',
        hubspot_owner_id: account.ownerId,
        createdate: createdAt,
      },
      createdAt,
      updatedAt: createdAt,
    };
    this.#nextId += 1;
    this.#data.objects.deals.push(deal);
    this.#associate(deal, 'companies', account.company.id, null);
    return deal;
  }

  #associate(deal: PortalRecord, toType: 'companies' | 'contacts', toId: string, label: string | null): void {
    const primary = toType === 'companies';
    this.#data.associations.push({ fromType: 'deals', fromId: deal.id, toType, toId, primary, label });
  }
}

function drawAmount(random: Random, employees: number): number {
  return Math.round((18_000 + Math.sqrt(employees) * random.int(600, 2_400)) / 500) * 500;
}

function pickLostReason(random: Random): string {
  return random.pick(['Budget was cut', 'Chose another vendor', 'No decision this year', 'Built it in house']);
}
