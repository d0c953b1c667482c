import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PortalAdActivity } from '../portal-data.ts';
import type { SignalKey } from './app-client.ts';

const AT_ONCE = 500;

/**
 * Sends ad clicks and impressions to the app's signals endpoint, as an ads tool would: HubSpot exposes none.
 * @throws Error where the app refuses them or does not know their contacts
 */
export async function sendAdActivities(
  appUrl: string,
  key: SignalKey,
  activities: readonly PortalAdActivity[],
): Promise<void> {
  for (let at = 0; at < activities.length; at += AT_ONCE) {
    const signals = activities.slice(at, at + AT_ONCE).map(({ id, type, contactId, occurredAt }) => ({
      kind: 'activity',
      id: `ads-${id}`,
      contactId,
      type,
      occurredAt,
    }));
    await send(appUrl, key, JSON.stringify({ signals }));
  }
}

async function send(appUrl: string, key: SignalKey, body: string): Promise<void> {
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', key.secret).update(`${timestamp}.${body}`).digest('base64');
  const headers = {
    'Content-Type': 'application/json',
    'X-Roundtable-Key-Id': key.keyId,
    'X-Roundtable-Timestamp': timestamp,
    'X-Roundtable-Signature': signature,
  };
  const response = await fetch(`${appUrl}/signals`, { method: 'POST', headers, body });
  if (response.status === 429) {
    await delay(1000 * Number(response.headers.get('Retry-After') ?? 1));
    return send(appUrl, key, body);
  }
  const answer = await response.text();
  if (!response.ok) throw new Error(`The signals endpoint answered ${response.status}: ${answer}`);
  const { unknown } = JSON.parse(answer) as { unknown: { id: string; problem: string }[] };
  if (unknown.length > 0)
    throw new Error(`${unknown.length} ad activities are of unknown contacts: ${unknown[0]?.problem}`);
}
