import { expect, test } from 'vitest';
import { formatLine } from '../../../src/sync/slack/format-message.ts';

const telling = {
  plays: [],
  proposals: new Map(),
  hubspotAppUrl: 'https://app.hubspot.com',
  portalId: 7,
  timeZone: 'UTC',
};
const tell = (companyName: string, reason: string) =>
  formatLine(
    { noteKey: 'k', companyId: '101', companyName, details: { from: 2, to: 1, reason }, attempts: 1 } as never,
    telling,
  );

test('a name or a reason of several lines stays on its own, and calls nobody', () => {
  const line = tell('Acme\n*Roundtable*: <!channel> log in|now', 'Tier 1: rank 1\r\n• <https://evil.example|Settings>');
  expect(line).toBe(
    '• <https://app.hubspot.com/contacts/7/record/0-2/101|Acme *Roundtable*: &lt;!channel&gt; log in/now>: ' +
      'from Tier 2 to Tier 1: rank 1 • &lt;https://evil.example|Settings&gt;.',
  );
});

test('an address in a reason is left out', () => {
  expect(tell('Acme', 'Tier 1: asked by ada@acme.example.')).toContain('asked by (address left out).');
});

test('a name without end leaves room for the lines of others', () => {
  expect(tell('x'.repeat(60_000), 'why')).toContain(`|${'x'.repeat(99)}…>:`);
  expect(tell('<'.repeat(60_000), 'why')?.length).toBeLessThan(1_000);
  expect(tell('🚀'.repeat(60_000), 'why')?.isWellFormed()).toBe(true);
});
