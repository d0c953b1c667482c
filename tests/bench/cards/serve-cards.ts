import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { readAccountCard } from '../../../src/http/cards/read-account-card.ts';
import { createApp } from '../../../src/http/create-app.ts';
import type { HttpContext } from '../../../src/http/http-context.ts';
import { readRawBody } from '../../../src/http/raw-body.ts';
import { identifyCaller, requireSignatureV3 } from '../../../src/http/require-signature.ts';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import { asPortal } from '../../../src/storage/connection/tenant-scope.ts';
import { createContext, PORTAL_ID } from '../score/bench-portal.ts';
import { BENCH_HTTP, type BenchData, type Served } from './bench-threads.ts';

/** So many accounts' answers are held for the route. */
const HELD = 200;

/**
 * A thread of its own that answers cards by the app, and, on another port, by a signed Express route that holds answers
 * of the app as bytes.
 */
async function serve({ databaseUrl, companies }: BenchData): Promise<Served> {
  const db = await openDatabase({ databaseUrl }, { migrate: false });
  const cardUrl = await listen(db, createApp);
  const answers = await holdAnswers(db, Math.min(HELD, companies));
  const routeUrl = await listen(db, (context) => {
    const app = express();
    app.use(helmet(), readRawBody, requireSignatureV3(context), identifyCaller(context));
    app.get('/api/cards/account', (request, response) => {
      response.type('json').send(answers[Number(request.query['companyId']) % answers.length]);
    });
    return app;
  });
  return { cardUrl, routeUrl };
}

async function holdAnswers(db: Database, count: number): Promise<Buffer[]> {
  const context = contextFor(db, '');
  const reader = { portalId: PORTAL_ID, userEmail: BENCH_HTTP.userEmail };
  const answers: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const companyId = String(1_000_000 + index);
    const card = await asPortal(PORTAL_ID, () => readAccountCard(context, reader, companyId));
    answers.push(Buffer.from(JSON.stringify(card)));
  }
  return answers;
}

async function listen(db: Database, create: (context: HttpContext) => Express): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('request', create(contextFor(db, url)));
  return url;
}

function contextFor(db: Database, appBaseUrl: string): HttpContext {
  return {
    ...createContext(db, Date.now),
    appBaseUrl,
    clientId: 'bench',
    appId: BENCH_HTTP.appId,
    clientSecrets: [BENCH_HTTP.secret],
    hubspotAppUrl: appBaseUrl,
  };
}

if (parentPort === null) throw new Error('serve-cards.ts runs as a worker thread only');
const port = parentPort;
port.postMessage(await serve(workerData as BenchData));
