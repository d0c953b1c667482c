import { expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { findOverflowing, unfold } from '../judge-page.ts';
import { nameOf, type Walk } from './walk.ts';

const TIERS = { 1: 'Tier 1 · one-to-one', 2: 'Tier 2 · one-to-few', 3: 'Tier 3 · one-to-many' } as const;
const SCORES = ['Fit', 'Engagement', 'Intent'] as const;

/** Lines 1 and 2 of the issue: where an account stands and who is known there, as the app told HubSpot and as HubSpot has it. */
export function walkCards(walk: () => Walk): void {
  test('1: the standing of an account of each tier says what is published, with every point behind it', async () => {
    const { extension, page, comeAs, shoot, press, published, companies, card, marketer } = walk();
    for (const tier of [1, 2, 3] as const) {
      const company = companies().find(({ id }) => published(id, 'tier') === `tier_${tier}`);
      if (company === undefined) throw new Error(`No account holds Tier ${tier}.`);
      await comeAs(marketer, `companies/${company.id}#committee`);
      await page.getByRole('heading', { level: 1, name: nameOf(company) }).waitFor();
      const standing = extension('standing');
      await standing.getByText(TIERS[tier], { exact: true }).waitFor();
      const { stage, tier: held } = await card(company.id);
      expect(withoutRank(published(company.id, 'reasons').split('\n')[0])).toBe(withoutRank(held.reason));
      await standing.getByText(`${stage?.label}: ${stage?.definition.replace(/\.$/, '')}`).waitFor();
      expect(published(company.id, 'stage')).toBe(stage?.id);
      await press('Why these scores?');
      await expectPoints(walk(), company.id);
      if (tier === 1) await shoot('portal-standing');
    }
  });

  test('1: the definition of every stage on a card is the shared one of the active model, word for word', async () => {
    const { read, card, companies, published } = walk();
    const { active } = await read('/api/settings/model');
    const stages: { id: string; definition: string }[] = active.model.stage.stages;
    for (const { id, definition } of stages) {
      const company = companies().find((each) => published(each.id, 'stage') === id);
      if (company !== undefined) expect((await card(company.id)).stage?.definition).toBe(definition);
    }
  });

  test('2: the committee shows people whom HubSpot has at the company, and a yes raises what is published', async () => {
    const { extension, comeAs, press, shoot, published, card, seller, page } = walk();
    const [id, data] = await findSuggested(walk());
    await comeAs(seller, `companies/${id}#committee`);
    const committee = extension('committee');
    const before = Number(published(id, 'coverage'));
    await committee.getByText(`Coverage ${before} of 100`).waitFor();
    expectContacts(walk(), data);
    await unfold(page);
    for (const { label, people } of data.roles) {
      await committee.getByText(label, { exact: true }).first().waitFor();
      const [first] = people;
      if (first !== undefined) await committee.getByText(describe(first)).first().waitFor();
    }
    await shoot('portal-committee');
    await committee
      .getByRole('button', { name: /^Yes, / })
      .first()
      .click();
    await expect.poll(() => Number(published(id, 'coverage'))).toBeGreaterThan(before);
    await committee.getByText(`Coverage ${published(id, 'coverage')} of 100`).waitFor();

    const missing = (await card(id)).roles.find(({ state }) => state === 'missing');
    if (missing === undefined) throw new Error('Nobody is missing there.');
    await committee
      .getByRole('button', { name: /^Add .+ by name$/ })
      .first()
      .click();
    await page
      .getByLabel(`Who is the ${missing.label.toLowerCase()}, as far as you know?`)
      .fill('Somebody of the board');
    await press('Keep');
    await committee.getByText('add them as a contact, then remove this').waitFor();
    await expect.poll(() => published(id, 'missing_roles').split(';')).not.toContain(missing.role);
    await committee
      .getByRole('button', { name: /^Remove placeholder/ })
      .first()
      .click();
    await expect.poll(() => published(id, 'missing_roles').split(';')).toContain(missing.role);
  });

  test('1–3: nothing overflows at 320 px at the accounts of the longest name and of the longest job titles', async () => {
    const { page, companies, comeAs, extension, shoot, marketer, app } = walk();
    const longest = companies().toSorted((a, b) => nameOf(b).length - nameOf(a).length)[0];
    const { associations, records } = app.standIn.store;
    const titled = [...records.contacts.active()].toSorted((a, b) => title(b).length - title(a).length)[0];
    const employers = titled === undefined ? [] : [...associations.linked('contacts', titled.id, 'companies').keys()];
    for (const id of [longest?.id, ...employers]) {
      for (const card of ['committee', 'plays', 'pre-call-brief']) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await comeAs(marketer, `companies/${id}#${card}`);
        await page.setViewportSize({ width: 320, height: 900 });
        await extension(card)
          .getByText(/^as of/)
          .first()
          .waitFor();
        await extension('standing')
          .getByText(/^as of/)
          .first()
          .waitFor();
        await unfold(page);
        expect(await findOverflowing(page)).toEqual([]);
        await shoot(`portal-narrow-${card}-${id === longest?.id ? 'name' : 'title'}`);
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });
}

/** A rank that moved waits until something else is published. */
function withoutRank(reason = ''): string {
  return reason.replace(/rank(ed)? [\d,]+(st|nd|rd|th)?/, 'rank');
}

function title({ properties }: { properties: Record<string, string> }): string {
  return properties['jobtitle'] ?? '';
}

function describe({ name, title: held }: { name: string; title: string | null }): string {
  return held === null ? name : `${name}, ${held}`;
}

/** The scores that the standing shows are those published, and their lines sum to them. */
async function expectPoints({ extension, published }: Walk, companyId: string): Promise<void> {
  const text = await extension('standing').innerText();
  for (const [index, score] of SCORES.entries()) {
    const shown = published(companyId, score.toLowerCase());
    const part = text.slice(text.lastIndexOf(`${score} ${shown}`), afterOf(text, SCORES[index + 1]));
    expect(part).toMatch(new RegExp(`^${score} ${shown}\\b`));
    const points = [...part.matchAll(/^\s*([+−±])(\d+) /gm)].map(([, sign, count]) =>
      sign === '−' ? -Number(count) : Number(count),
    );
    expect(
      points.reduce((sum, each) => sum + each, 0),
      `${score} of ${companyId}`,
    ).toBe(Number(shown));
  }
}

function afterOf(text: string, score: string | undefined): number {
  return score === undefined ? text.length : text.lastIndexOf(`\n${score} `);
}

/** A listed account of which somebody is only suggested for a required role, and nobody is known for another. */
async function findSuggested({ companies, published, card }: Walk): Promise<[string, AccountCardData]> {
  for (const { id } of companies().filter((company) => published(company.id, 'tier') === 'tier_1')) {
    const data = await card(id);
    const first = data.roles.flatMap(({ people }) => people).find(({ canDecide }) => canDecide);
    if (first?.state === 'suggested' && data.roles.some(({ state }) => state === 'missing')) return [id, data];
  }
  throw new Error('No account of Tier 1 has a suggestion and a gap.');
}

/** Everybody on the card is a contact of the company in HubSpot, with the title HubSpot has. */
function expectContacts({ app }: Walk, { company, roles }: AccountCardData): void {
  const { associations, records } = app.standIn.store;
  const there = associations.linked('companies', company.id, 'contacts');
  const people = roles.flatMap((role) => role.people);
  expect(people.length).toBeGreaterThan(0);
  for (const person of people) {
    expect([...there.keys()]).toContain(person.contactId);
    expect(person.title).toBe(records.contacts.getActive(person.contactId)?.properties['jobtitle'] ?? null);
  }
}
