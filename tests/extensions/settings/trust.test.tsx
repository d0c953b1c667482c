import { Alert, LoadingButton } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TrustData } from '../../../extensions/app/settings/portal-data/trust-data.ts';
import { inDays } from '../cards/account.ts';
import { active, showSettings } from './show-settings.tsx';

const READ = 'GET /api/settings/data-trust';
const EXAMINE = 'POST /api/settings/data-trust/examine';
const CONTACTS = Array.from({ length: 25 }, (_, index) => ({
  id: String(50 + index),
  name: '',
  detail: null,
  tier: null,
  recordTypeId: '0-1',
}));
const data: TrustData = {
  at: inDays(-1),
  gaps: [
    { check: 'stale_roles', count: 0, examples: [] },
    {
      check: 'shared_domains',
      count: 4,
      examples: [{ id: '101', name: 'Acme', detail: 'acme.example × 4', tier: null, recordTypeId: '0-2' }],
    },
    {
      check: 'lost_activities',
      count: 9,
      examples: [{ id: '6', name: 'Bo', detail: '9', tier: null, recordTypeId: '0-1' }],
    },
    { check: 'lone_contacts', count: 1_204, examples: CONTACTS },
  ],
};

async function show(answers: Record<string, unknown[]>) {
  const page = showSettings([active], answers);
  await page.open('trust');
  return page;
}

describe('what the records lack', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is told with which score suffers and what to do, what distorts most first', async () => {
    const page = await show({ [READ]: [data] });
    await page.sees('Contacts without a company: 1,204');
    const screen = page.screen();
    expect(screen).toContain('so each part has too little engagement and coverage for its tier');
    expect(screen).toContain('Merge the duplicates in HubSpot');
    expect(screen).toContain('Acme acme.example × 4');
    expect(screen).toContain('Show them Bo 9 activities');
    expect(screen.indexOf('Contacts without a company')).toBeLessThan(screen.indexOf('share a domain'));
    expect(screen).toContain('3 things to fix; what distorts your scores most comes first. Start there.');
    expect(screen).toContain('Start here Contacts without a company: 1,204');
    expect(screen.split('Start here')).toHaveLength(2);
    expect(screen).toContain('None found: roles that were set long ago.');
    expect(screen).toContain('The first 25, the most active first 50 51');
  });

  test('names the tier of each company that is ordered by it', async () => {
    const example = { detail: null, recordTypeId: '0-2' };
    const examples = [
      { ...example, id: '101', name: 'Acme', tier: 1 },
      { ...example, id: '102', name: 'Bolt', tier: null },
    ];
    const page = await show({ [READ]: [{ ...data, gaps: [{ check: 'without_size', count: 2, examples }] }] });
    await page.sees('Show them Acme Tier 1 Bolt no tier');
  });

  test('begins with a few companies rather than with more contacts, who distort less of an account each', async () => {
    const gaps = [
      { check: 'lone_contacts' as const, count: 20, examples: [] },
      { check: 'lost_activities' as const, count: 90, examples: [] },
      { check: 'shared_domains' as const, count: 4, examples: [] },
    ];
    const page = await show({ [READ]: [{ ...data, gaps }] });
    await page.sees('Start here Companies that share a domain: 4');
    const screen = page.screen();
    expect(screen.indexOf('Contacts without')).toBeLessThan(screen.indexOf('Activities that count'));
  });

  test('says that there is nothing to do where nothing is lacking', async () => {
    const page = await show({ [READ]: [{ ...data, gaps: [{ check: 'refused', count: 0, examples: [] }] }] });
    await page.sees('None found: records that HubSpot refused.');
    expect(page.find(Alert).props.title).toBe('Nothing to do');
    expect(page.screen()).not.toContain('Start here Companies');
  });

  test('says so where it was never examined', async () => {
    const page = await show({ [READ]: [{ at: null, gaps: [] }] });
    await page.sees('Not checked yet');
  });

  test('is examined again on request, and shows it until the new report is there', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const page = await show({ [READ]: [data, { ...data, at: inDays(0), gaps: [] }], [EXAMINE]: [data] });
    await page.sees('Check the data again');
    page.press('Check the data again');
    await page.sees('Checking');
    expect(page.find(LoadingButton).props.loading).toBe(true);
    vi.advanceTimersByTime(2_000);
    await page.waitFor(() => expect(page.screen()).not.toContain('Contacts without a company'));
    expect(page.find(LoadingButton).props.loading).toBe(false);
  });
});
