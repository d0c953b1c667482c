import { createHash, createHmac } from 'node:crypto';
import { request as send, type Agent } from 'node:http';
import { CREDENTIALS } from '../fixtures/running-app.ts';
import type { Shot } from './mutate.ts';

export interface FuzzTarget {
  /** Public URL of the app, which is signed. */
  url: string;
  /** Where it listens here. */
  port: number;
  portalId: number;
  signalKey: { keyId: string; secret: string };
  /** Of the REST API. */
  apiKey: string;
  agent: Agent;
}

/** A machine that others work on may let a request wait long. */
const LONGEST_MS = 120_000;
const MOST_TEXT = 1_000;

/** HubSpot signs a URI with these escapes decoded. */
const SIGNED_DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

export interface ShotAnswer {
  status: number;
  /** The start of its body. */
  text: string;
}

/** Names the request to the server of the fuzz, which names it in the log. */
export const INDEX_HEADER = 'x-fuzz-index';

/** Sends it, signed as what it is. @throws where the connection breaks or no answer comes in two minutes */
export function sendShot(target: FuzzTarget, shot: Shot, index: number): Promise<ShotAnswer> {
  const body = shot.bytes ?? Buffer.from(shot.body === undefined ? '' : (JSON.stringify(shot.body) ?? ''));
  const caller = `userId=77&portalId=${target.portalId}&userEmail=ava%40vendor.example&appId=${CREDENTIALS.appId}`;
  const path = shot.signed === 'caller' ? `${shot.path}${shot.path.includes('?') ? '&' : '?'}${caller}` : shot.path;
  const headers = {
    ...shot.headers,
    ...signature(target, shot, path, body),
    'Content-Length': String(body.length),
    [INDEX_HEADER]: String(index),
  };
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: target.port,
      agent: target.agent,
      method: shot.method,
      path,
      headers,
      timeout: LONGEST_MS,
    };
    const sent = send(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        if (text.length < MOST_TEXT) text += part.slice(0, MOST_TEXT);
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', reject);
    });
    sent.once('timeout', () => sent.destroy(new Error('no answer in two minutes')));
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Over the bytes as they are sent, which need not be text. */
function signature(target: FuzzTarget, shot: Shot, path: string, body: Buffer): Record<string, string> {
  const { method, signed, skewMs } = shot;
  if (signed === 'open') return {};
  if (signed === 'program') return { Authorization: `Bearer ${skewMs === null ? 'none.none' : target.apiKey}` };
  if (skewMs === null) return { 'X-HubSpot-Signature-v3': 'bm9uZQ==', 'X-HubSpot-Request-Timestamp': 'yesterday' };
  const timestamp = String(Date.now() + skewMs);
  const { clientSecret } = CREDENTIALS;
  const uri = target.url + path;
  if (signed === 'v2') {
    const hash = createHash('sha256').update(clientSecret + method + uri);
    return { 'X-HubSpot-Signature': hash.update(body).digest('hex') };
  }
  if (signed === 'key') {
    const { keyId, secret } = target.signalKey;
    return {
      'X-Roundtable-Key-Id': keyId,
      'X-Roundtable-Timestamp': timestamp,
      'X-Roundtable-Signature': createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('base64'),
    };
  }
  const decoded = uri.replaceAll(SIGNED_DECODED, (escape) => decodeURIComponent(escape));
  const hash = createHmac('sha256', clientSecret).update(method + decoded);
  return {
    'X-HubSpot-Signature-v3': hash.update(body).update(timestamp).digest('base64'),
    'X-HubSpot-Request-Timestamp': timestamp,
  };
}
