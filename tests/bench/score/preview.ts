import { sql } from 'kysely';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { MANUFACTURING } from '../../../src/domain/model/starting-models/manufacturing.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { openDatabase } from '../../../src/storage/connection/database.ts';
import { askForPreview, getPreview } from '../../../src/storage/portal/model-previews.ts';
import { getModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { runPreview, type KeptPreview } from '../../../src/sync/model/preview-model.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import { atMost, format, type Figure } from '../support/table.ts';
import { watchProcess, type ProcessUse } from '../support/watch-process.ts';
import { createContext, fillPortal, PORTAL_ID } from './bench-portal.ts';

const DAY_MS = 86_400_000;
/** Both models score every account, once each, and whoever moves twice; a refresh scores once, and writes. */
const AIM = 2;
const TURN_AIM_MS = 50;

/** Other criteria of fit, and fewer seats: most scores and many tiers move. */
const OTHER: Model = {
  ...defaultModel,
  name: 'Manufacturing',
  fit: MANUFACTURING,
  tiering: {
    ...defaultModel.tiering,
    rules: defaultModel.tiering.rules.map((rule) => ({ ...rule, seats: rule.seats - 3 })),
  },
};

/** Part (e): what another model would change, found out on PostgreSQL, beside a full refresh of the same portal. */
export async function measurePreview(server: PostgresServer, accounts: number, startAt: number): Promise<Figure[]> {
  const db = await openDatabase({ databaseUrl: await server.createDatabaseUrl() }, { outside: 'every' });
  try {
    console.log(`(e) Filling a portal of ${format(accounts)} accounts …`);
    await fillPortal(db, accounts, startAt);
    await sql`vacuum (analyze)`.execute(db.kysely);
    let now = startAt;
    const context = createContext(db, () => now);
    await markAllStale(db.kysely, PORTAL_ID, 'first');
    await refreshPortal(context, PORTAL_ID);
    await sql`vacuum (analyze)`.execute(db.kysely);
    now += DAY_MS;
    await markAllStale(db.kysely, PORTAL_ID, 'a day has passed');
    const refresh = await watchProcess(() => refreshPortal(context, PORTAL_ID));
    await sql`vacuum (analyze)`.execute(db.kysely);
    const { version } = await saveModelDraft(db.kysely, PORTAL_ID, OTHER, { by: 'bench', at: now });
    const revision = (await getModel(db.kysely, PORTAL_ID, version))?.revision ?? 0;
    await askForPreview(db.kysely, PORTAL_ID, { version, revision, against: 1 }, now);
    const preview = await watchProcess(() => runPreview(context, PORTAL_ID, version));
    const found = (await getPreview(db.kysely, PORTAL_ID, version))?.preview as KeptPreview | null | undefined;
    if (found?.accounts !== accounts) throw new Error(`the preview is of ${found?.accounts} accounts`);
    const name = `(e) preview / full refresh of ${format(accounts)} accounts`;
    return [
      atMost(`${name} (${seconds(preview.wallMs)} / ${seconds(refresh.wallMs)})`, preview.wallMs / refresh.wallMs, AIM),
      { name: '    what it finds', value: found.summary },
      {
        name: '    processor time, all threads, preview / refresh',
        value: `${seconds(preview.processorMs)} / ${seconds(refresh.processorMs)}`,
      },
      atMost(
        '    longest turn of the event loop, its processor time',
        Math.round(preview.longestTurnMs),
        TURN_AIM_MS,
        'ms',
      ),
      { name: '    the same in the refresh', value: `${Math.round(refresh.longestTurnMs)} ms` },
      { name: '    longest by the clock, preview / refresh', value: both(preview, refresh, waitOf) },
      { name: '    most memory, preview / refresh', value: both(preview, refresh, memoryOf) },
    ];
  } finally {
    await db.close();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const waitOf = ({ longestWaitMs }: ProcessUse): string => `${Math.round(longestWaitMs)} ms`;
const memoryOf = ({ memoryMb, grownMb }: ProcessUse): string => `${Math.round(memoryMb)} MB (+${Math.round(grownMb)})`;

function both(one: ProcessUse, other: ProcessUse, tell: (use: ProcessUse) => string): string {
  return `${tell(one)} / ${tell(other)}`;
}
