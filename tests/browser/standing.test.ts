import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AVA } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const DAY_OF_YEAR = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** The small portal; Ann of Acme (101) was met three weeks ago, which fades while what she asked for this week counts. */
function createMetPortal(): PortalData {
  const data = createSmallPortal();
  for (const [id, days] of [
    ['311', 21],
    ['312', 16],
  ] as const) {
    const properties = { hs_timestamp: daysAgo(days), hs_meeting_start_time: daysAgo(days), hs_meeting_title: 'Demo' };
    data.objects.meetings.push({ id, properties, createdAt: daysAgo(days), updatedAt: daysAgo(days) });
    const link = { fromType: 'meetings', fromId: id, toType: 'contacts', toId: '1' } as const;
    data.associations.push({ ...link, primary: false, label: null });
  }
  return data;
}

describeInBrowser('where an account stands', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createMetPortal(), work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const card = (): Locator => page.locator('[data-extension=standing]');
  const said = (): Promise<string> => card().innerText();
  const read = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
  const activeModel = async (): Promise<Json> => (await app.call('/api/settings/model')).body.active.model;
  const published = (property: string): string =>
    app.standIn.store.records.companies.getActive('101')?.properties[property] ?? '';

  test('the tier has its rank, and the stage the words of the active model, as HubSpot has them', async () => {
    await sandbox.comeAs(AVA, 'companies/101');
    await card().getByText('Tier 1 · one-to-one').waitFor();
    const { tiering, stage } = await activeModel();
    const [first] = published('roundtable_reasons').split('\n');
    expect([first, published('roundtable_tier')]).toEqual([
      `Tier 1: rank 1 of ${tiering.rules[0].seats} seats`,
      'tier_1',
    ]);
    const { label, definition } = stage.stages.find(({ id }: Json) => id === published('roundtable_stage'));
    const text = await said();
    expect(text).toContain(`rank 1 of ${tiering.rules[0].seats} seats`);
    expect(text).toContain(`${label}: ${definition.replace(/\.$/, '')} (stage definition, version ${stage.version})`);
    expect(text).toMatch(/as of\s+(now|\d+ minutes? ago)/);
    const { asOf } = await read();
    expect(Date.parse(published('roundtable_scored_at'))).toBeLessThanOrEqual(Date.parse(asOf));
    await sandbox.shoot('standing');
  });

  test('each score is the published one with its way in seven days, and its lines sum to it', async () => {
    const data = await read();
    await card().getByRole('button', { name: 'Why these scores?' }).click();
    await card().getByText('meeting (2 counted').waitFor();
    await sandbox.shoot('standing-why');
    const [above = '', below = ''] = (await said()).split('Why these scores?');
    for (const name of ['Fit', 'Engagement', 'Intent']) {
      const total = Number(published(`roundtable_${name.toLowerCase()}`));
      expect(above).toMatch(new RegExp(`^${name} ${total}$`, 'm'));
      expect({ name, sum: sumOfLines(below, name) }).toEqual({ name, sum: total });
    }
    const { trend, changeThisWeek } = data.engagement;
    expect([trend, published('roundtable_trend')]).toEqual(['rising', 'rising']);
    expect(above).toContain(`rising, +${changeThisWeek} in 7 days`);
  });

  test('what is new and what faded this week sum to the change of the score', async () => {
    const text = await said();
    const [, gained, who, lost] =
      /This week: \+(\d+) engagement from (.+?) \(.+\), −(\d+) as older activity fades/.exec(text) ?? [];
    expect(who).toBe('1 person');
    expect(Number(lost)).toBeGreaterThan(0);
    const [, change] = /rising, \+(\d+) in 7 days/.exec(text) ?? [];
    expect(Number(gained) - Number(lost)).toBe(Number(change));
    const { week } = await read();
    expect(week).toMatchObject({ gained: Number(gained), lost: -Number(lost), people: 1 });
  });

  test('the forecast names the days on which the score and the stage fall, later than every activity', async () => {
    const { fall, forecast, stage } = await read();
    const { timeZone } = app.standIn.store.portal;
    const day = (at: string): string =>
      new Intl.DateTimeFormat('en-GB', { ...DAY_OF_YEAR, timeZone }).format(new Date(at));
    const asking = (await activeModel()).stage.stages.findLast(({ when }: Json) =>
      new RegExp(`"min":${fall.under}[,}]`).test(JSON.stringify(when)),
    );
    expect(fall.askedBy).toBe(asking.label);
    const told = (await said()).split('\n').find((line) => line.startsWith('If nothing happens')) ?? '';
    expect(told).toBe(
      `If nothing happens: engagement falls under ${fall.under} (a threshold of ${asking.label}) on ${day(fall.at)}, the account falls from ${stage.label} to ${forecast.to} on ${day(forecast.leavesAt)}`,
    );
    expect(Date.parse(fall.at)).toBeGreaterThan(Date.now());
    expect(published('roundtable_stage')).toBe(stage.id);
    expect(sandbox.complaints).toEqual([]);
  });
});

/** Of what stands under a score's heading in the fold; the minus of the screen is none that `Number` knows. */
function sumOfLines(fold: string, name: string): number {
  const [, lines = ''] =
    new RegExp(`^${name} \\d+\n([^]*?)(?=^(Fit|Engagement|Intent) \\d+$|$(?![^]))`, 'm').exec(fold) ?? [];
  const points = [...lines.matchAll(/^([+−±])(\d+) /gm)];
  return points.reduce((sum, [, sign, amount]) => sum + Number(amount) * (sign === '−' ? -1 : 1), 0);
}
