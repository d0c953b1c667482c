import { ToggleGroup } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { data, MAP, show } from './show-plays.tsx';

/** The page as it is read. */
async function shown(read: unknown): Promise<ReturnType<typeof show>> {
  const page = show(read);
  await page.sees('Map the committee');
  return page;
}

test.each([
  ['works: more reach the aim', 'Better with it: accounts where it is run reach the aim more often'],
  ['does harm: fewer reach the aim', 'Worse with it: accounts where it is run reach the aim less often'],
  ['no difference shown', 'No clear difference: it may be chance that the two differ.'],
  ['too few to say: 18 run', 'Too few to say: 18 run.'],
])('says of a play that %s', async (verdict, says) => {
  const page = show(data([{ ...MAP, observed: { ...MAP.observed, verdict } }]));
  await page.sees('Map the committee');
  page.press('Map the committee');
  await page.sees(says);
});

describe('one play', () => {
  test('says first what one can do, and is switched off and on', async () => {
    const off = { ...MAP, enabled: false };
    const page = show(data([MAP]), data([off]), data([MAP]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    await page.sees('Map the committee Nothing to do here: see how it performs, or change it. Edit Switch off');
    expect(page.screen()).toContain('In brackets: the share, and its 95% interval.');
    page.press('Switch off');
    await page.sees('This play is off: no card recommends it. Edit Switch on');
    page.press('Switch on');
    await page.sees('Nothing to do here');
    expect(page.sent.map(({ body }) => body)).toMatchObject([
      { playId: 'map', enabled: false },
      { playId: 'map', enabled: true },
    ]);
  });

  test('leads with a proposal to retire it, and with nothing who may not change it', async () => {
    const worse = { ...MAP, observed: { ...MAP.observed, retire: '5% of 60 runs reached the aim.' } };
    const page = await shown(data([worse]));
    page.press('Map the committee');
    await page.sees('This play does not work: edit it, switch it off or keep it.');
    const looked = await shown(data([MAP], false));
    looked.press('Map the committee');
    await looked.sees('Aims at');
    expect(looked.screen()).not.toMatch(/Nothing to do|Switch off/);
  });

  test('tells what came of it in three ways and what was imported, and starts by itself where told to', async () => {
    const page = show(data([MAP]), data([{ ...MAP, autoStart: [1] }]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    await page.sees('Moved to a later stage 4 of 18 (22%, 20–61) no accounts yet');
    expect(page.screen()).toMatch(/Steps [A-Z]/);
    expect(page.screen()).toContain('Where it was run: 5 seen by this app, 13 imported from a table');
    expect(page.screen()).toContain('Due, but nobody ran it: 0 seen by this app, 21 imported from a table');
    expect(page.screen()).toContain('Ticks are saved at once.');
    page.find(ToggleGroup).trigger('onChange', ['1'] as never);
    await page.waitFor(() => expect(page.sent).toMatchObject([{ body: { playId: 'map', tiers: [1] } }]));
    await page.sees('Saved: it starts automatically at Tier 1');
  });

  test('says nothing of imports where there were none', async () => {
    const imported = { run: 0, notRun: 0 };
    const page = show(data([{ ...MAP, observed: { ...MAP.observed, imported } }]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    await page.sees('Moved to a later stage');
    expect(page.screen()).not.toMatch(/imported|seen by this app/);
  });

  test('goes back to its original where it was edited', async () => {
    const page = show(data([{ ...MAP, isEdited: true }]), data([MAP]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    await page.sees('Back to the original');
    page.press('Back to the original');
    await page.sees('Every change of this play is lost.');
    expect(page.sent).toEqual([]);
    page.press('Undo every change');
    await page.waitFor(() => expect(page.sent).toMatchObject([{ body: { playId: 'map' } }]));
    await page.waitFor(() => expect(page.screen()).not.toContain('Keep the changes'));
    expect(page.screen()).not.toContain('Back to the original');
  });
});
