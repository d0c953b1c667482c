import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { buildExtensions } from './build-extensions.ts';
import { buildPage } from './build-page.ts';
import { mountSandboxApi, type SandboxApiOptions } from './sandbox-api.ts';
import { PAGE_HTML } from './page-html.ts';
import { readExtensions } from './read-extensions.ts';
import type { ExtensionView } from './record-page-data.ts';

export interface RecordPageOptions extends Omit<SandboxApiOptions, 'extensions'> {
  /** The developer project: `extensions/`. */
  projectFolder: string;
  /** Where the bundles are cached between runs. */
  cacheFolder: string;
}

const PAGES = ['/', '/companies/:id', '/accounts', '/settings', '/contacts/:portalId/record/0-2/:id'];

/** Everything is served locally: the page works offline, and an extension reaches its app only through `hubspot.fetch`. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' https: data:",
  'frame-src https: http://127.0.0.1:* http://localhost:*',
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The record page of the sandbox: its pages (`PAGES`), its data under `/sandbox-api`, its files
 * under `/sandbox-assets`; HubSpot's API has none of these paths. Bundles the extensions and the page first.
 */
export async function createRecordPage(options: RecordPageOptions): Promise<Router> {
  const { projectFolder, cacheFolder } = options;
  const extensions = await readExtensions(projectFolder);
  const built = await buildExtensions(extensions, { projectFolder, cacheFolder });
  const files = await buildPage();
  const views = extensions.map(({ uid, type, title, location }): ExtensionView => ({
    uid,
    type,
    title,
    location,
    bundleUrl: `/sandbox-assets/bundles/${built.bundles.get(uid)}`,
  }));

  const router = express.Router();
  router.use(['/sandbox-api', '/sandbox-assets', ...PAGES.map((page) => `${page}{/}`)], protect);
  mountSandboxApi(router, { ...options, extensions: views });
  router.use('/sandbox-assets/bundles', express.static(built.folder, { cacheControl: false, index: false }));
  router.get('/sandbox-assets/:file', (request, response, next) => {
    const { file } = request.params;
    const content = files.get(file);
    if (content === undefined) next();
    else response.type(file).set('Cache-Control', 'no-cache').send(Buffer.from(content));
  });
  router.get(PAGES, (_request, response) => void response.type('html').send(PAGE_HTML));
  return router;
}

function protect(_request: Request, response: Response, next: NextFunction): void {
  response.set({ 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' });
  next();
}
