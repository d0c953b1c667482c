import { Router, type Response } from 'express';
import { z } from 'zod';
import type {
  ImportSignalsAnswer,
  SignalKey,
  SignalsData,
} from '../../../extensions/app/settings/portal-data/signals-data.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import { sourceWeight } from '../../domain/intent/score-intent.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { summariseSent } from '../../storage/mirror/activities.ts';
import { OWN_IDS, summariseSources } from '../../storage/mirror/signals.ts';
import { importIntent, takeOutImported } from '../../sync/signals/import-intent.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { makeKey, revokeKey } from '../../sync/settings/portal-keys.ts';
import { readSettings } from '../../sync/settings/portal-settings.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, requestIdSchema, tableSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { iso } from '../iso.ts';
import { makeKeyBody, readHeldKeys, revokeKeyBody } from './key-requests.ts';

const RECENT_MS = 30 * DAY_MS;
const SHOWN_UNKNOWN = 10;
const tableBody = z.strictObject({ requestId: requestIdSchema, table: tableSchema });
const takeOutBody = z.strictObject({ source: z.string().min(1).max(100) });

/** Which sources sent signals, what they count for, and the keys they sign with. */
export function signalSourceRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readSignals(context, response));
  };
  router.get('/signal-sources', (_request, response) => answer(response));
  router.post('/signals-key', async (request, response) => {
    const { portalId, userEmail: madeBy } = await callerWhoMayChange(context, response);
    const body = parseBody(makeKeyBody, rawBodyOf(request));
    response.status(201).json((await makeKey(context, 'signals', { portalId, ...body, madeBy })) satisfies SignalKey);
  });
  router.post('/signals-key/revoke', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { keyId } = parseBody(revokeKeyBody, rawBodyOf(request));
    await revokeKey(context, 'signals', { portalId, keyId, revokedBy: userEmail });
    await answer(response);
  });
  router.post('/signals-table', async (request, response) => {
    const { portalId, userEmail: importedBy } = await callerWhoMayChange(context, response);
    const { table } = parseBody(tableBody, rawBodyOf(request));
    const { unknownCompanies, ...counts } = await importIntent(context, { portalId, table, importedBy });
    const unknown = {
      unknownCompanies: unknownCompanies.slice(0, SHOWN_UNKNOWN),
      unknownTotal: unknownCompanies.length,
    };
    response.json({ ...counts, ...unknown } satisfies ImportSignalsAnswer);
  });
  router.post('/signals-table/take-out', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await takeOutImported(context, { portalId, ...parseBody(takeOutBody, rawBodyOf(request)), by });
    await answer(response);
  });
  return router;
}

async function readSignals(context: HttpContext, response: Response): Promise<SignalsData> {
  const { portalId, userEmail } = callerOf(response);
  const { kysely } = context.db;
  const intent = (await getActiveModel(kysely, portalId))?.intent;
  const { mappedProperties } = await readSettings(kysely, portalId);
  const mapped = mappedProperties.filter(({ use }) => use === 'intent' || use === 'topics').map(({ source }) => source);
  const since = context.scoringTime() - RECENT_MS;
  const people = await summariseSent(kysely, portalId, since);
  const sent = await summariseSources(kysely, portalId, {
    since,
    prefix: OWN_IDS.table,
  });
  const silent = [...new Set(mapped)].filter((source) => sent.every((each) => each.source !== source));
  const weightOf = (source: string): number => (intent === undefined ? 0 : sourceWeight(intent, source));
  return {
    sources: [
      ...sent.map(({ lastAt, prefixed: imported, ...each }) => ({
        ...each,
        imported,
        lastAt: iso(lastAt),
        weight: weightOf(each.source),
      })),
      ...silent.map((source) => {
        const none = { signals: 0, companies: 0, recent: 0, imported: 0, lastAt: null };
        return { source, ...none, weight: weightOf(source) };
      }),
    ],
    people: people.map((each) => ({ ...each, lastAt: iso(each.lastAt) })),
    endpoint: `${context.appBaseUrl}/signals`,
    keys: await readHeldKeys(context, 'signals', portalId),
    ...(await readChangeRight(kysely, portalId, userEmail)),
  };
}
