import { createServer, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export interface V3Proxy {
  url: string;
  close: () => Promise<void>;
}

/**
 * Lets the typed methods of the official client (v3 paths) reach the stand-in (date-versioned paths): the same
 * endpoints under another name. Connections that are cut behind it are cut before it.
 */
export async function startV3Proxy(targetUrl: string): Promise<V3Proxy> {
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
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
