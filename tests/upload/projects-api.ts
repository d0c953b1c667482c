import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What HubSpot's CLI asked for, and what it uploaded. */
export interface ProjectsApi {
  server: Server;
  /** `METHOD path` of every request, in their order. */
  requests: string[];
  /** Those that no answer is known to. */
  unknown: string[];
  uploads: FormData[];
}

const BUILD_ID = 7;
const DEPLOY_ID = 8;

/**
 * HubSpot's project endpoints, as far as `hs project upload` of @hubspot/cli 8.14.0 asks them: paths and the fields it
 * reads are those of @hubspot/local-dev-lib 5.10.3 (`api/projects.js`). The schemas of the components are not public:
 * here each accepts any object. The first time the project is absent, so that the CLI makes it.
 */
export function createProjectsApi(tls: { key: string; cert: string }, componentTypes: string[]): ProjectsApi {
  const api: Omit<ProjectsApi, 'server'> = { requests: [], unknown: [], uploads: [] };
  let exists = false;
  const task = { subbuildStatuses: [], subdeployStatuses: [], status: 'SUCCESS' };
  const structure = { topLevelComponentsWithChildren: {} };
  const answers: Record<string, () => object | null> = {
    'POST /localdevauth/v1/auth/refresh': () => ({ hubId: 1, oauthAccessToken: 'access', expiresAtMillis: 4e12 }),
    'GET /project-components-external/project-schemas/v3/2026.09': () =>
      Object.fromEntries(componentTypes.map((type) => [type, { type: 'object' }])),
    'GET /developer/projects/v1/by-name/roundtable': () => (exists ? { id: 1, name: 'roundtable' } : null),
    'POST /developer/projects/v1': () => {
      exists = true;
      return { id: 1, name: 'roundtable' };
    },
    'POST /project-components-external/v3/upload/new-api': () => ({ createdBuildId: BUILD_ID }),
    [`GET /dfs/v1/projects/roundtable/builds/${BUILD_ID}/status`]: () => ({
      ...task,
      buildId: BUILD_ID,
      platformVersion: '2026.09',
      isAutoDeployEnabled: true,
      autoDeployId: DEPLOY_ID,
      deployStatusTaskLocator: { id: `${DEPLOY_ID}` },
    }),
    [`GET /dfs/v1/builds/by-project-name/roundtable/builds/${BUILD_ID}/structure`]: () => structure,
    [`GET /dfs/deploy/v1/deploy-status/projects/roundtable/deploys/${DEPLOY_ID}`]: () => ({ ...task, deployId: 8 }),
    [`GET /dfs/deploy/v1/deploys/by-project-name/roundtable/deploys/${DEPLOY_ID}/structure`]: () => structure,
    [`GET /dfs/logging/v1/logs/projects/roundtable/builds/${BUILD_ID}/combined/warn`]: () => ({ logs: [] }),
    [`GET /dfs/logging/v1/logs/projects/roundtable/deploys/${DEPLOY_ID}/combined/warn`]: () => ({ logs: [] }),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = `${request.method} ${pathOf(request)}`;
    api.requests.push(name);
    const body = await buffer(request);
    if (name.endsWith('/upload/new-api')) api.uploads.push(await readForm(request, body));
    // Whether HubSpot warns of this version of the CLI: it does not.
    const answerTo = name.startsWith('GET /firealarm/') ? () => [] : answers[name];
    if (answerTo === undefined) api.unknown.push(name);
    const found = answerTo?.() ?? null;
    response.writeHead(found === null ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(found ?? { status: 'error', message: 'not found', category: 'OBJECT_NOT_FOUND' }));
  };
  const server = createServer(tls, (request, response) => void answer(request, response));
  return Object.assign(api, { server });
}

/** The CLI puts `.com` after the host it is given: ours ends in a path, so that it comes out as `/api.com`. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'https://localhost').pathname.replace(/^\/api\.com/, '');
}

function readForm({ headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Promise<FormData> {
  return new Response(body, { headers: { 'Content-Type': headers['content-type'] ?? '' } }).formData();
}
