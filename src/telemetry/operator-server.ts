import { createServer, type Server } from 'node:http';

export interface OperatorAnswers {
  metrics: () => Promise<{ contentType: string; text: string }>;
  /** Resolves if the process can do its work. */
  ready: () => Promise<void>;
}

/**
 * The operator's endpoints, on a port that is not reachable from outside: `/metrics` (Prometheus), `/livez` and
 * `/readyz`. A worker serves nothing else.
 */
export function createOperatorServer({ metrics, ready }: OperatorAnswers): Server {
  return createServer((request, response) => {
    const answer = (status: number, contentType: string, text: string): void => {
      response.writeHead(status, { 'content-type': contentType }).end(text);
    };
    const answerJson = (status: number, body: object): void => answer(status, 'application/json', JSON.stringify(body));
    const path = request.url?.split('?')[0];
    if (path === '/livez') answerJson(200, { status: 'ok' });
    else if (path === '/readyz') {
      ready().then(
        () => answerJson(200, { status: 'ok' }),
        () => answerJson(503, { status: 'unavailable', reason: 'The database does not answer.' }),
      );
    } else if (path === '/metrics') {
      metrics().then(
        ({ contentType, text }) => answer(200, contentType, text),
        () => answerJson(500, { status: 'error', reason: 'The metrics could not be gathered.' }),
      );
    } else answerJson(404, { status: 'error', reason: 'There are /metrics, /livez and /readyz here.' });
  });
}
