import { createServer, request as sendRequest } from 'node:http';
import { pipeline } from 'node:stream';
import { listenOnLoopback, type Listening } from '../../../src/sandbox/listen-on-loopback.ts';

/**
 * Lets the typed methods of the official client (v3 paths) reach the stand-in (date-versioned paths): the same
 * endpoints under another name. Connections that are cut behind it are cut before it.
 */
export function startV3Proxy(targetUrl: string): Promise<Listening> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/crm\/v3\/objects\//, '/crm/objects/2026-09/');
    const { method, headers } = request;
    const forwarded = sendRequest(new URL(path, targetUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      pipeline(answer, response, () => undefined);
    });
    forwarded.once('error', () => response.destroy());
    pipeline(request, forwarded, () => undefined);
  });
  return listenOnLoopback(server, 0);
}
