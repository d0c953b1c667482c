import { expect, test } from 'vitest';
import { nameOf, type Walk } from './walk.ts';

/** Lines 3 and 4 of the issue: what a rep does next, until HubSpot has it, and what they copy before a call. */
export function walkWork(walk: () => Walk): void {
  test('3: at most three plays, the first as published, each with dated evidence and texts without gaps', async () => {
    const { extension, comeAs, card, shoot, published, seller } = walk();
    const id = await findDue(walk());
    await comeAs(seller, `companies/${id}#plays`);
    const plays = extension('plays');
    const { plays: due } = await card(id);
    await plays.getByRole('heading', { name: published(id, 'next_play') }).waitFor();
    const headings = await plays.getByRole('heading', { name: /^\d {1,2}\S/ }).allInnerTexts();
    expect(headings).toHaveLength(Math.min(3, due.length));
    expect(headings[0]).toContain(published(id, 'next_play'));
    for (const play of due.slice(0, 3)) {
      for (const { sentence } of play.whyNow) await plays.getByText(beforeMoments(sentence)).first().waitFor();
      expect(play.whyNow.length).toBeGreaterThan(0);
    }
    for (const texts of await plays.getByRole('button', { name: 'Texts to use' }).all()) await texts.click();
    expect(await plays.innerText()).not.toMatch(/\{\{|\}\}|undefined|NaN/);
    await shoot('portal-plays');
  });

  test('3: a play is taken off and brought back, put off, and started: HubSpot has its tasks', async () => {
    const { extension, comeAs, card, shoot, press, published, seller, app } = walk();
    const id = await findDue(walk(), 2);
    const first = published(id, 'next_play');
    const plays = extension('plays');
    await comeAs(seller, `companies/${id}#plays`);
    await plays.getByRole('heading', { name: first }).waitFor();
    await plays
      .getByRole('button', { name: /^Not useful/ })
      .first()
      .click();
    await plays.getByRole('menuitem', { name: 'Bad timing' }).click();
    await plays.getByText(`"${first}" is taken off: bad timing`).waitFor();
    await expect.poll(() => published(id, 'next_play')).not.toBe(first);
    await press('Undo');
    await plays.getByRole('heading', { name: first }).waitFor();
    await expect.poll(() => published(id, 'next_play')).toBe(first);
    await plays
      .getByRole('button', { name: /^Snooze/ })
      .first()
      .click();
    await plays.getByRole('menuitem', { name: '14 days' }).click();
    await plays.getByText(`"${first}" is put off for 14 days`).waitFor();
    await expect.poll(() => published(id, 'next_play')).not.toBe(first);

    const { associations, records } = app.standIn.store;
    const started = (await card(id)).plays[0];
    await plays
      .getByRole('button', { name: /^Start play/ })
      .first()
      .click();
    await plays.getByText(`Running: ${started?.name}`).waitFor();
    const tasks = () =>
      [...associations.linked('companies', id, 'tasks').keys()].flatMap((task) => records.tasks.getActive(task) ?? []);
    expect(tasks()).toHaveLength(started?.steps.length ?? 0);
    for (const [index, { title }] of (started?.steps ?? []).entries()) {
      expect(tasks()[index]?.properties['hs_task_subject']).toContain(title);
    }
    await extension('standing').getByText('Its tasks are under Tasks on this record.').waitFor();
    await expect.poll(() => published(id, 'next_play')).not.toBe(started?.name);
    await shoot('portal-play-started');
  });

  test('4: the brief tells the five things with the open deal of HubSpot, and is copied with one click', async () => {
    const { extension, comeAs, press, page, published, companies, seller, app } = walk();
    const { associations, records } = app.standIn.store;
    const company = companies().find(({ id }) => published(id, 'stage') === 'opportunity');
    if (company === undefined) throw new Error('No account has an open deal.');
    const deals = [...associations.linked('companies', company.id, 'deals').keys()].flatMap(
      (id) => records.deals.getActive(id)?.properties['dealname'] ?? [],
    );
    await comeAs(seller, `companies/${company.id}#pre-call-brief`);
    const brief = extension('pre-call-brief');
    await brief.getByRole('heading', { name: 'Before a call' }).waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await press('Copy the brief');
    await brief.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.startsWith(`${nameOf(company)}: brief of `)).toBe(true);
    expect(copied).toContain(`fit ${published(company.id, 'fit')}, engagement ${published(company.id, 'engagement')}`);
    expect(deals.some((name) => copied.includes(`Open deal "${name}"`))).toBe(true);
    for (const topic of [
      'What they are up to',
      'What they work with',
      'Signals',
      'Our history with them',
      'Open risks',
    ]) {
      expect(copied).toContain(`${topic}:`);
    }
    const points = [...copied.matchAll(/^- (.+)$/gm)].map(([, point]) => point ?? '');
    for (const point of points.filter((each) => each !== 'not known')) await brief.getByText(point).first().waitFor();
  });
}

/** What a sentence of the app says before its first moment, which a screen writes in the reader's own way. */
function beforeMoments(sentence: string): string {
  return sentence.split('⟦', 1)[0]?.trim() ?? '';
}

/** An account of Tier 1 with somebody who owns it, and more than one play due. */
async function findDue({ companies, published, card }: Walk, atLeast = 1): Promise<string> {
  for (const { id, properties } of companies()) {
    if (published(id, 'tier') !== 'tier_1' || published(id, 'surging') !== 'true') continue;
    if (published(id, 'next_play') === '' || !properties['hubspot_owner_id']) continue;
    if ((await card(id)).plays.length >= atLeast) return id;
  }
  throw new Error(`No account of Tier 1 is surging with ${atLeast} plays due.`);
}
