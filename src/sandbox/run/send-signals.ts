import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { PortalAdActivity } from '../portal-data.ts';
import type { IntentSignal } from '../world/build-intent.ts';
import type { SignalKey } from './app-client.ts';

const AT_ONCE = 500;

/** The answer of the app's signals endpoint: the signals of records it does not know. */
const taken = z.object({ unknown: z.array(z.object({ id: z.string(), problem: z.string() })) });

/** A signal as the app's signals endpoint accepts it. */
type Signal = { kind: 'activity' | 'intent'; id: string; occurredAt: string } & Record<string, unknown>;

/** Ad clicks and impressions as an ads tool sends them; HubSpot does not expose them. */
export function toAdSignals(activities: readonly PortalAdActivity[]): Signal[] {
  return activities.map(({ id, type, contactId, occurredAt }) => ({
    kind: 'activity',
    id: `ads-${id}`,
    contactId,
    type,
    occurredAt,
  }));
}

/** Intent signals as a vendor sends them. */
export function toIntentSignals(intent: readonly IntentSignal[]): Signal[] {
  return intent.map((signal) => ({ kind: 'intent', ...signal }));
}

/**
 * Sends signals to the app as a vendor does, signed with the portal's key.
 * @throws Error if the app rejects them or does not know the records they belong to
 */
export async function sendSignals(appUrl: string, key: SignalKey, signals: readonly Signal[]): Promise<void> {
  for (let at = 0; at < signals.length; at += AT_ONCE) {
    await send(appUrl, key, JSON.stringify({ signals: signals.slice(at, at + AT_ONCE) }));
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
  const { unknown } = taken.parse(JSON.parse(answer));
  if (unknown.length > 0)
    throw new Error(`${unknown.length} signals are of records the app does not know: ${unknown[0]?.problem}`);
}
