import { LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { data, listed, MAP, show } from './show-plays.tsx';

describe('the page of plays', () => {
  test('keeps a play that is proposed for retirement, and says who did and until when', async () => {
    const worse = listed('cold', 'Write cold', { observed: { ...MAP.observed, retire: '5% of 60 runs.' } });
    const kept = { by: 'Ava Stone', until: '2026-12-31T12:00:00.000Z' };
    const page = show(data([worse, MAP]), data([{ ...worse, observed: { ...MAP.observed, retire: null, kept } }, MAP]));
    await page.sees('If you keep it, we ask again in 90 days.');
    page.press('Write cold');
    await page.sees('This play does not work: edit it, switch it off or keep it.');
    expect(page.findAll(LoadingButton).map(({ text, props }) => [text, props.variant])).toContainEqual([
      'Switch off',
      'primary',
    ]);
    page.press('All plays');
    await page.sees('Keep it');
    page.press('Keep it');
    await page.sees('Nothing to decide.');
    expect(page.sent).toMatchObject([
      { url: expect.stringContaining('/api/plays/keep'), body: { requestId: 'id-1', playId: 'cold' } },
    ]);
    page.press('Write cold');
    await page.sees('Ava Stone keeps it although it does worse than leaving it. We ask again on');
  });

  test('says whom a play is for, and why it is not due for all of them', async () => {
    const page = show(data([MAP, listed('off', 'Off one', { enabled: false })]));
    await page.sees('Map the committee');
    page.press('Map the committee');
    await page.sees('For Tiers 1–2, stage Engaged: 2,200 accounts Now due for 1,204 accounts, running at 3');
    expect(page.screen()).toContain('It is on hold for 12 more, where it was run or snoozed recently');
    expect(page.screen()).toContain('At the others the trigger is not met, or better plays are due.');
    page.press('All plays');
    page.press('Off one');
    await page.sees('This play is off');
    expect(page.screen()).not.toContain('At the others');
  });
});
