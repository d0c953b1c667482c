import express, { type Request, type RequestHandler } from 'express';

/** HubSpot's card calls carry at most 1 MB; webhook batches of 100 events far less. */
const MOST_BYTES = 1_048_576;

/** Keeps the body as it came: signatures hold for its bytes, not for JSON written again. */
export const readRawBody: RequestHandler = express.raw({ type: () => true, limit: MOST_BYTES });

/** The bytes of the body, none for a request without one. */
export function rawBodyOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
