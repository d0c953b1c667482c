import { Router } from 'express';
import { z } from 'zod';
import { writeAllPlain } from '../../domain/write-plain.ts';
import { NotFoundError } from '../../errors.ts';
import { listAccountSignals } from '../../storage/accounts/account-work.ts';
import { getAccountScore } from '../../storage/accounts/account-scores.ts';
import { getCompany } from '../../storage/mirror/companies.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import { listTargetAccounts } from '../../storage/target-list/target-accounts.ts';
import { readPlays } from '../../sync/plays/read-plays.ts';
import { toSnapshot } from '../../sync/refresh/account-snapshot.ts';
import { cutPage } from '../cut-page.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput, recordId } from '../parse-input.ts';
import { iso } from '../iso.ts';
import { accountsQuery, cursorOf, toPage } from '../target-list/account-query.ts';
import { authenticateKey, portalOf } from './authenticate-key.ts';
import { describeApi } from './openapi.ts';
import {
  accountDetailSchema,
  accountPageSchema,
  accountSignalsSchema,
  playsSchema,
  type RestAccountDetail,
} from './rest-schemas.ts';

const PAGE = 100;
const MOST_SIGNALS = 500;
const companyParams = z.object({ companyId: recordId });

/** `/v1`: accounts, scores, signals and plays of a portal, read-only, for programs that hold one of its keys. */
export function restRoutes(context: HttpContext): Router {
  const router = Router();
  const document = describeApi(context.appBaseUrl);
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.use(authenticateKey(context));
  router.get('/accounts', async (request, response) => {
    const { after, ...input } = parseInput(accountsQuery, request.query);
    const page = { ...toPage(input), after, limit: PAGE + 1 };
    const found = await listTargetAccounts(context.db.kysely, portalOf(response), page);
    const { rows: accounts, last } = cutPage(found, PAGE);
    const next = last && cursorOf(last);
    response.json(await toAnswer(context, portalOf(response), accountPageSchema, { accounts, next }));
  });
  router.get('/accounts/:companyId', async (request, response) => {
    const { companyId } = parseInput(companyParams, request.params);
    const account = await readAccount(context, portalOf(response), companyId);
    response.json(await toAnswer(context, portalOf(response), accountDetailSchema, account));
  });
  router.get('/accounts/:companyId/signals', async (request, response) => {
    const { companyId } = parseInput(companyParams, request.params);
    const signals = await readSignals(context, portalOf(response), companyId);
    response.json(await toAnswer(context, portalOf(response), accountSignalsSchema, { signals }));
  });
  router.get('/plays', async (_request, response) => {
    const plays = (await readPlays(context, portalOf(response))).map(({ play, choice, run, notRun }) => ({
      playId: play.id,
      name: play.name,
      enabled: choice.enabled,
      outcome: play.outcome,
      ran: run.reached,
      dueButNotRun: notRun.reached,
    }));
    response.json(await toAnswer(context, portalOf(response), playsSchema, { plays }));
  });
  return router;
}

/** Writes the dates and numbers of sentences in a fixed form, and drops what the schema does not name. */
async function toAnswer<Answer>(
  { db }: HttpContext,
  portalId: number,
  schema: z.ZodType<Answer>,
  found: unknown,
): Promise<Answer> {
  return schema.parse(writeAllPlain(found, await getTimeZone(db.kysely, portalId)));
}

/** @throws NotFoundError where there is no such company, or nothing is computed of it */
async function readAccount(context: HttpContext, portalId: number, companyId: string): Promise<RestAccountDetail> {
  const { kysely } = context.db;
  const company = await getCompany(kysely, portalId, companyId);
  const score = await getAccountScore(kysely, portalId, companyId);
  const snapshot = score === null ? null : toSnapshot(score);
  if (company === null || score === null || snapshot === null) {
    throw new NotFoundError('There is no such company in this portal, or it is not scored yet.');
  }
  const { result, plays, nextPlay, scoredAt } = snapshot;
  const { coverage, missingRoles, risks } = result.committee;
  return accountDetailSchema.parse({
    ...score,
    name: company.name,
    nextPlay,
    reasons: { fit: result.fit, engagement: result.engagement, intent: result.intent, coverage },
    missingRoles,
    risks,
    plays: plays.map(({ playId, name, whyNow }) => ({
      playId,
      name,
      whyNow: whyNow.map(({ sentence, at }) => ({ sentence, at: iso(at) })),
    })),
    scoredAt: iso(scoredAt),
  });
}

/** @throws NotFoundError where there is no such company */
async function readSignals({ db }: HttpContext, portalId: number, companyId: string): Promise<object[]> {
  if ((await getCompany(db.kysely, portalId, companyId)) === null) {
    throw new NotFoundError('There is no such company in this portal.');
  }
  const signals = await listAccountSignals(db.kysely, portalId, companyId, MOST_SIGNALS);
  return signals.map(({ signalId: id, source, topic, strength, occurredAt }) => ({
    id,
    source,
    topic,
    strength,
    occurredAt: iso(occurredAt),
  }));
}
