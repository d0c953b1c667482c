import { createServer } from 'node:http';
import express from 'express';
import { listenOnLoopback, type Listening } from '../listen-on-loopback.ts';
import { createRecordPage } from './create-record-page.ts';
import type { RecordPageOptions } from './create-record-page.ts';

/** Serves the record page on loopback, on its own port (0 picks a free one), separate from the stand-in it shows. */
export async function startRecordPage(options: RecordPageOptions & { port: number }): Promise<Listening> {
  const app = express();
  app.disable('x-powered-by').use(await createRecordPage(options));
  return listenOnLoopback(createServer(app), options.port);
}
