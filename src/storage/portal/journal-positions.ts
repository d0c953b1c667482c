import type { Db } from '../tables/tables.ts';
import { withoutPortal } from '../connection/tenant-scope.ts';

/** Up to where HubSpot's journal of that name was worked off; `null` before the first time. */
export async function readJournalPosition(db: Db, journal: string): Promise<string | null> {
  const row = await withoutPortal(() =>
    db.selectFrom('journal_positions').select('position').where('journal', '=', journal).executeTakeFirst(),
  );
  return row?.position ?? null;
}

/** Notes that everything up to `position` is worked off. */
export async function saveJournalPosition(db: Db, journal: string, position: string, now: number): Promise<void> {
  const row = { position, read_at: new Date(now) };
  await withoutPortal(() =>
    db
      .insertInto('journal_positions')
      .values({ journal, ...row })
      .onConflict((conflict) => conflict.column('journal').doUpdateSet(row))
      .execute(),
  );
}
