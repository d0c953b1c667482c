import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { ExportedData } from '../../../extensions/app/pages/target-list/accounts-page-data.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import { writeAllPlain } from '../../domain/write-plain.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { logExport } from '../../sync/settings/log-export.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import {
  listTargetAccounts,
  type TargetAccount,
  type TargetAccountPage,
} from '../../storage/target-list/target-accounts.ts';
import { assertLink, LINK_LASTS_MS, signLink, writeFile } from '../download-link.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';
import { parseBody, parseInput } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { beginCsv, toCsv } from '../write-csv.ts';
import { accountFilterSchema, toPage, type AccountFilterInput } from './account-query.ts';

const PATH = '/download/target-accounts.csv';
const PAGE = 1_000;
const HEADER = [
  'Company ID',
  'Account',
  'Domain',
  'Tier',
  'Why',
  'Stage',
  'Fit',
  'Engagement',
  'Intent',
  'Coverage',
  'Missing roles',
  'Owner',
  'Next play',
  'Open proposal',
  'Scored at',
];

/** What the portal calls its stages and roles. */
interface Words {
  stages: ReadonlyMap<string, string>;
  roles: RoleLabels;
}

const linkQuery = accountFilterSchema.extend({
  portal: z.coerce.number().int().positive(),
  expires: z.coerce.number().int(),
  token: z.string().max(200),
});

/** Gives a link to the table as CSV, valid for ten minutes for whoever holds it; the audit log says who asked. */
export function exportLinkRoute(context: HttpContext): RequestHandler {
  return async (request, response) => {
    const filter = parseBody(accountFilterSchema, rawBodyOf(request));
    const { portalId, userEmail } = callerOf(response);
    const expires = context.now() + LINK_LASTS_MS;
    const token = signLink(context, signedOf(portalId, expires, filter));
    const query = new URLSearchParams({ ...filter, portal: String(portalId), expires: String(expires), token });
    await logExport(context, portalId, 'target accounts exported', userEmail);
    const url = `${context.appBaseUrl}${PATH}?${query}`;
    response.json({ url, until: iso(expires) } satisfies ExportedData);
  };
}

/** The table as a file, for the holder of such a link. */
export function downloadRoutes(context: HttpContext): Router {
  const router = Router();
  router.get(PATH, async (request, response) => {
    const { portal, expires, token, ...filter } = parseInput(linkQuery, request.query);
    assertLink(context, { signed: signedOf(portal, expires, filter), token, expires });
    response.attachment('target-accounts.csv').type('text/csv; charset=utf-8');
    await asPortal(portal, () => writeFile(response, writeRows(context, portal, filter)));
  });
  return router;
}

async function* writeRows(context: HttpContext, portalId: number, filter: AccountFilterInput): AsyncGenerator<string> {
  yield beginCsv(HEADER);
  for await (const rows of readRows(context, portalId, filter)) yield toCsv(rows);
}

async function* readRows(context: HttpContext, portalId: number, input: AccountFilterInput) {
  const { kysely } = context.db;
  const stages = (await getActiveModel(kysely, portalId))?.stage.stages ?? [];
  const { labels: roles } = await loadPortalRoles(kysely, portalId);
  const words = { stages: new Map<string, string>(stages.map(({ id, label }) => [id, label])), roles };
  let after: TargetAccountPage['after'] = null;
  const timeZone = await getTimeZone(kysely, portalId);
  do {
    const accounts: TargetAccount[] = await listTargetAccounts(kysely, portalId, {
      ...toPage(input),
      after,
      limit: PAGE,
    });
    yield accounts.map((account) => writeAllPlain(toRow(account, words), timeZone));
    after = accounts.length === PAGE ? (accounts.at(-1) ?? null) : null;
  } while (after !== null);
}

function toRow(account: TargetAccount, { stages, roles }: Words): (string | number | null)[] {
  const { companyId, name, domain, tier, tierReason, stage, owner, nextPlay, open } = account;
  const { fit, engagement, intent, coverage, missingRoles, scoredAt } = account;
  const proposed = open === null ? null : open.change.kind === 'remove' ? 'remove' : `to Tier ${open.change.tier}`;
  const scores = [fit, engagement, intent, coverage];
  const missing = missingRoles.map((role) => roles[role]).join(', ');
  const standing = [companyId, name, domain, tier, tierReason, stages.get(stage) ?? stage, ...scores, missing];
  return [...standing, owner, nextPlay, proposed, iso(scoredAt)];
}

function signedOf(portalId: number, expires: number, filter: AccountFilterInput): unknown[] {
  const { tier, stage, owner, gap, watch, text, sort, reversed } = filter;
  return ['target-accounts.csv', portalId, expires, tier, stage, owner, gap, watch, text, sort, reversed];
}
