import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createRecordPage } from './create-record-page.ts';
import type { RecordPageOptions } from './create-record-page.ts';

export interface RecordPage {
  url: string;
  close: () => Promise<void>;
}

/** Serves the record page on loopback, on its own port (0 picks a free one), separate from the stand-in it shows. */
export async function startRecordPage(options: RecordPageOptions & { port: number }): Promise<RecordPage> {
  const app = express();
  app.disable('x-powered-by').use(await createRecordPage(options));
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
