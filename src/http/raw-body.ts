import express, { type Request, type RequestHandler } from 'express';

/** HubSpot's card calls carry at most 1 MB; webhook batches of 100 events far less. */
const MOST_BYTES = 1_048_576;

/** Keeps the body's bytes: signatures are over them, not over re-serialised JSON. */
export const readRawBody: RequestHandler = express.raw({ type: () => true, limit: MOST_BYTES });

/** The body's bytes; empty for a request without a body. */
export function rawBodyOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
