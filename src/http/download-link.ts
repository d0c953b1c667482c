import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { Response } from 'express';
import { UnauthenticatedError } from '../errors.ts';
import { equalInConstantTime } from '../hubspot/access/signature.ts';
import type { HttpContext } from './http-context.ts';

/** A page inside HubSpot cannot save a file: it opens a link in a tab. */
export const LINK_LASTS_MS = 600_000;

/** The token of a link (decision 172): `signed` is everything the link says, including its portal and expiry. */
export function signLink(context: HttpContext, signed: readonly unknown[]): string {
  return sign(context.clientSecrets[0] ?? '', signed);
}

interface Link {
  signed: readonly unknown[];
  token: string;
  /** Epoch ms */
  expires: number;
}

/** Whether the app issued this link and it has not expired. */
export function isLink(context: HttpContext, { signed, token, expires }: Link): boolean {
  const isOurs = context.clientSecrets.some((secret) => equalInConstantTime(sign(secret, signed), token));
  return isOurs && expires >= context.now();
}

/** @throws UnauthenticatedError for a link that the app did not issue, or that has expired */
export function assertLink(context: HttpContext, link: Link): void {
  if (!isLink(context, link)) {
    throw new UnauthenticatedError('This link is not valid any more: ask for the file again in HubSpot.');
  }
}

/** Streams a file at the pace of its reader; stops when the reader disconnects. */
export async function writeFile(response: Response, chunks: AsyncIterable<string>): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    for await (const chunk of chunks) {
      if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    return;
  }
  response.end();
}

function sign(secret: string, signed: readonly unknown[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(signed)).digest('base64url');
}
