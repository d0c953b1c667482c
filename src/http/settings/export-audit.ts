import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { ExportLink } from '../../../extensions/app/settings/access/export-data.ts';
import type { AuditLine } from '../../../extensions/app/settings/access/keys-data.ts';
import { writeLocalTime } from '../../domain/local-time.ts';
import { writePlain } from '../../domain/write-plain.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { listAudit } from '../../storage/portal/audit-log.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { logExport } from '../../sync/settings/log-export.ts';
import { assertLink, LINK_LASTS_MS, signLink, writeFile } from '../download-link.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';
import { parseBody, parseInput } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { beginCsv, toCsv } from '../write-csv.ts';
import { auditWantedSchema, toWanted, type AuditWantedInput } from './audit-wanted.ts';
import { describeAudit } from './describe-audit.ts';

const PATH = '/download/audit-log.csv';
const PAGE = 1_000;
/** The time zone is named with the first column, and every time says how far it is from UTC. */
const HEADER = ['Who', 'Address', 'What was done', 'About', 'From', 'To', 'Why', 'More'];

const linkQuery = auditWantedSchema.extend({
  portal: z.coerce.number().int().positive(),
  expires: z.coerce.number().int(),
  token: z.string().max(200),
});

/** Gives a link to what is shown of the log as CSV, valid for ten minutes for whoever holds it; the log says who asked. */
export function exportAuditLink(context: HttpContext): RequestHandler {
  return async (request, response) => {
    const wanted = parseBody(auditWantedSchema, rawBodyOf(request));
    const { portalId, userEmail } = callerOf(response);
    const expires = context.now() + LINK_LASTS_MS;
    const token = signLink(context, signedOf(portalId, expires, wanted));
    const query = new URLSearchParams({ ...wanted, portal: String(portalId), expires: String(expires), token });
    await logExport(context, portalId, 'audit log exported', userEmail);
    const url = `${context.appBaseUrl}${PATH}?${query}`;
    response.json({ url, until: iso(expires) } satisfies ExportLink);
  };
}

/** The file, for the holder of such a link: the newest entry first, as on the page. */
export function auditDownloadRoutes(context: HttpContext): Router {
  const router = Router();
  router.get(PATH, async (request, response) => {
    const { portal, expires, token, ...wanted } = parseInput(linkQuery, request.query);
    assertLink(context, { signed: signedOf(portal, expires, wanted), token, expires });
    response.attachment('audit-log.csv').type('text/csv; charset=utf-8');
    await asPortal(portal, () => writeFile(response, writeRows(context, portal, wanted)));
  });
  return router;
}

async function* writeRows(context: HttpContext, portalId: number, wanted: AuditWantedInput): AsyncGenerator<string> {
  const { kysely } = context.db;
  const timeZone = await getTimeZone(kysely, portalId);
  const plays = await loadPortalPlays(kysely, portalId);
  yield beginCsv([`When (${timeZone})`, ...HEADER]);
  let before: number | null = null;
  do {
    const found = await listAudit(kysely, portalId, PAGE, before, toWanted(wanted, plays));
    const lines = await describeAudit(context, portalId, found, plays);
    if (lines.length > 0) yield toCsv(lines.map((line) => toRow(line, timeZone)));
    before = found.length === PAGE ? (found.at(-1)?.seq ?? null) : null;
  } while (before !== null);
}

/** The words of the sentences are the extension's: what was done is in those that are stored. */
function toRow({ at, actor, actorName, action, subject, details }: AuditLine, timeZone: string): (string | null)[] {
  const { from, to, reason, ...more } = details;
  const isUser = actor.includes('@');
  return [
    writeLocalTime(Date.parse(at), timeZone),
    actorName ?? actor,
    isUser ? actor : null,
    action,
    subject,
    ...[from, to].map((value) => (value === undefined || value === null ? null : writeValue(value))),
    typeof reason === 'string' ? writePlain(reason, timeZone) : null,
    Object.keys(more).length === 0 ? null : writePlain(JSON.stringify(more), timeZone),
  ];
}

function writeValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function signedOf(portalId: number, expires: number, { text, actions }: AuditWantedInput): unknown[] {
  return ['audit-log.csv', portalId, expires, text, actions];
}
