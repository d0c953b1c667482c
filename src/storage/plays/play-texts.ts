import { sql } from 'kysely';
import type { LibraryText } from '../../domain/plays/library-text.ts';
import type { Db } from '../tables/tables.ts';

export interface StoredText extends LibraryText {
  archived: boolean;
}

interface Row {
  text_id: string;
  role: LibraryText['role'];
  stage: LibraryText['stage'];
  industry: string | null;
  channel: LibraryText['channel'];
  title: string;
  text: string;
  archived: boolean;
}

type Ratings = ReadonlyMap<string, LibraryText['ratings']>;

/** The portal's own texts by id, archived ones too, each with what people said of it: `known`, where that is read already. */
export async function listPlayTexts(db: Db, portalId: number, known?: Ratings): Promise<StoredText[]> {
  const { rows } = await sql<Row>`select text_id, role, stage, industry, channel, title, text, archived
    from play_texts where portal_id = ${portalId} order by text_id`.execute(db);
  const ratings = known ?? (await countRatings(db, portalId));
  return rows.map(({ text_id: textId, ...row }) => ({
    ...row,
    textId,
    ratings: ratings.get(textId) ?? { successes: 0, n: 0 },
  }));
}

/** What people said of texts, those that ship too, by text id. */
export async function countRatings(db: Db, portalId: number): Promise<Ratings> {
  const { rows } = await sql<{ text_id: string; n: number; helpful: number }>`
    select text_id, count(*) as n, count(*) filter (where helpful) as helpful
    from play_text_ratings where portal_id = ${portalId} group by text_id`.execute(db);
  return new Map(rows.map(({ text_id: textId, n, helpful }) => [textId, { successes: helpful, n }]));
}

/** Writes a text, or writes it anew. */
export async function savePlayText(
  db: Db,
  portalId: number,
  { textId, role, stage, industry, channel, title, text, archived }: Omit<StoredText, 'ratings'>,
  changed: { at: number; by: string },
): Promise<void> {
  await sql`insert into play_texts (portal_id, text_id, role, stage, industry, channel, title, text, archived,
      changed_at, changed_by)
    values (${portalId}, ${textId}, ${role}, ${stage}, ${industry}, ${channel}, ${title}, ${text}, ${archived},
      ${new Date(changed.at)}::timestamptz, ${changed.by})
    on conflict (portal_id, text_id) do update
      set role = excluded.role, stage = excluded.stage, industry = excluded.industry, channel = excluded.channel,
        title = excluded.title, text = excluded.text, archived = excluded.archived,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db);
}

/** Keeps what somebody says of a text; their latest word counts. */
export async function ratePlayText(
  db: Db,
  portalId: number,
  rating: { textId: string; helpful: boolean; ratedBy: string; ratedAt: number },
): Promise<void> {
  await sql`insert into play_text_ratings (portal_id, text_id, rated_by, helpful, rated_at)
    values (${portalId}, ${rating.textId}, ${rating.ratedBy.toLowerCase()}, ${rating.helpful},
      ${new Date(rating.ratedAt)}::timestamptz)
    on conflict (portal_id, text_id, rated_by) do update
      set helpful = excluded.helpful, rated_at = excluded.rated_at`.execute(db);
}
