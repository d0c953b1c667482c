import { once } from 'node:events';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { findPort } from '../../src/sandbox/run/find-port.ts';

/** What an answer came to, and from which web process. */
export interface Passed {
  path: string;
  status: number;
  port: number;
}

export interface LoadBalancer {
  url: string;
  /** Every answer that was passed on; status 0 where no process answered. */
  passed: Passed[];
  close: () => Promise<void>;
}

/**
 * What stands before several web processes: each request goes to the next of them, and to another where one takes no
 * connection or breaks it off without an answer (our requests may be repeated). It tries for a while, as one does that
 * has to bridge a restart, and is told nothing by the processes but that.
 */
export async function startLoadBalancer(ports: readonly number[]): Promise<LoadBalancer> {
  const passed: Passed[] = [];
  // A connection each: one that is kept may be closed in the moment it is used again.
  const agent = new Agent({ keepAlive: false });
  let turn = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    for (let attempt = 0; attempt < ports.length * 2; attempt += 1) {
      turn += 1;
      const port = ports[turn % ports.length] ?? 0;
      const answer = await tryPort(agent, port, request, body).catch(() => null);
      if (answer === null) continue;
      passed.push({ path: request.url ?? '', status: answer.status, port });
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    passed.push({ path: request.url ?? '', status: 0, port: 0 });
    response.writeHead(502).end();
  };
  const server = createServer((request, response) => void pass(request, response));
  const port = await findPort(0);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

async function tryPort(
  agent: Agent,
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const sent = ask({ agent, port, host: '127.0.0.1', method, path: url, headers });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) };
}
