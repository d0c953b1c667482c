import { sql } from 'kysely';
import type { Db, Tables } from '../tables/tables.ts';
import { listKeyCells } from './portal-keys.ts';
import { deleteCells, deletePortalCells } from './rate-limits.ts';

/** Every table that holds a portal's data, those that refer to others first. */
export const PORTAL_TABLES = [
  'grants',
  'signal_keys',
  'api_keys',
  'request_log',
  'request_use',
  'mirrored_records',
  'property_definitions',
  'comparisons',
  'data_reports',
  'companies',
  'contacts',
  'deals',
  'owners',
  'pipeline_stages',
  'contact_companies',
  'former_members',
  'deal_companies',
  'deal_contacts',
  'open_tickets',
  'activities',
  'counters',
  'signals',
  'role_decisions',
  'placeholders',
  'account_plan_items',
  'models',
  'model_activations',
  'model_previews',
  'portal_norms',
  'account_scores',
  'score_log',
  'tier_rounds',
  'target_lists',
  'list_members',
  'proposals',
  'refresh_decisions',
  'program_measurements',
  'program_accounts',
  'person_scores',
  'published_properties',
  'outside_edits',
  'refusals',
  'stale_accounts',
  'sync_steps',
  'merged_records',
  'erased_contacts',
  'webhook_events',
  'play_runs',
  'play_feedback',
  'play_choices',
  'play_drafts',
  'play_dues',
  'play_texts',
  'play_text_ratings',
  'review_notes',
  'account_reviews',
  'deal_moves',
  'segments',
  'note_kinds',
  'record_notes',
  'slack_hooks',
  'slack_kinds',
  'slack_messages',
  'audit_log',
  'portal_settings',
  'portals',
] as const satisfies readonly (keyof Tables)[];

/** Erases all we hold of a portal; call it in a transaction. */
export async function deletePortalData(db: Db, portalId: number): Promise<void> {
  // A cell names only its key, so the keys' cells have to be listed before the keys are deleted.
  const cells = await listKeyCells(db, portalId);
  for (const table of PORTAL_TABLES) {
    await sql`delete from ${sql.table(table)} where portal_id = ${portalId}`.execute(db);
  }
  await deleteCells(db, cells);
  await deletePortalCells(db, portalId);
}
