import { Router } from 'express';
import { z } from 'zod';
import type { ExportLink } from '../../../extensions/app/settings/access/export-data.ts';
import { EXPORTED_TABLES, readRows } from '../../storage/portal/export-rows.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { logExport } from '../../sync/settings/log-export.ts';
import { assertLink, LINK_LASTS_MS, signLink, writeFile } from '../download-link.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { iso } from '../iso.ts';

const PATH = '/download/everything.jsonl';

const linkQuery = z.object({
  portal: z.coerce.number().int().positive(),
  expires: z.coerce.number().int(),
  token: z.string().max(200),
});

/** Gives an admin a link to a file with everything held about the portal; the audit log says who asked. */
export function exportLinkRoutes(context: HttpContext): Router {
  const router = Router();
  router.post('/export', async (_request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const expires = context.now() + LINK_LASTS_MS;
    const token = signLink(context, [PATH, portalId, expires]);
    const query = new URLSearchParams({ portal: String(portalId), expires: String(expires), token });
    await logExport(context, portalId, 'everything exported', userEmail);
    response.json({ url: `${context.appBaseUrl}${PATH}?${query}`, until: iso(expires) } satisfies ExportLink);
  });
  return router;
}

/** The file, for the holder of such a link: a line of JSON for every row (docs/privacy.md). */
export function everythingRoutes(context: HttpContext): Router {
  const router = Router();
  router.get(PATH, async (request, response) => {
    const { portal, expires, token } = parseInput(linkQuery, request.query);
    assertLink(context, { signed: [PATH, portal, expires], token, expires });
    response.attachment(`roundtable-${portal}.jsonl`).type('application/x-ndjson; charset=utf-8');
    await asPortal(portal, () => writeFile(response, writeLines(context, portal)));
  });
  return router;
}

/** The last line gives the number of rows: a truncated file has none. */
async function* writeLines({ db, now }: HttpContext, portalId: number): AsyncGenerator<string> {
  yield `${JSON.stringify({ roundtable: 1, portalId, exportedAt: iso(now()) })}\n`;
  let count = 0;
  for (const table of EXPORTED_TABLES) {
    for await (const rows of readRows(db.kysely, portalId, table)) {
      count += rows.length;
      yield rows.map((row) => `{"table":"${table}","row":${row}}\n`).join('');
    }
  }
  yield `${JSON.stringify({ end: true, rows: count })}\n`;
}
