import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { eraseContact } from '../../src/storage/mirror/erase-contact.ts';
import { deletePortalData, PORTAL_TABLES } from '../../src/storage/portal/erase.ts';
import { memoryDatabase } from '../fixtures/empty-cluster.ts';
import { findPlanted, plantEverywhere, type Planted } from '../fixtures/plant-everywhere.ts';

const PORTAL = 7;
const NAME = 'Zelda Quux';
const EMAIL = 'zelda.quux@acme.example';

/**
 * Where a text about an erased person may stay, and why. A new field that can hold one fails the test below until it is
 * erased, or named here.
 */
const STAYS = {
  'what HubSpot holds of companies, deals, colleagues and other people': `
    companies.name companies.owner_id companies.properties
    contacts.name contacts.email contacts.job_title contacts.buying_roles contacts.owner_id contacts.properties
    deals.name deals.pipeline_id deals.stage_id deals.owner_id deals.properties
    deal_moves.from_pipeline_id deal_moves.from_stage_id deal_moves.to_pipeline_id deal_moves.to_stage_id
    owners.user_id owners.email owners.name pipeline_stages.label pipeline_stages.pipeline_label
    property_definitions.label property_definitions.type property_definitions.options
    portals.hub_domain portals.time_zone portals.currency portals.scopes webhook_events.body`,
  'what people wrote for the whole portal, to be taken out by hand': `
    models.name models.model model_previews.preview portal_settings.settings api_keys.label signal_keys.label tier_rounds.list_rules
    play_choices.choice play_texts.role play_texts.stage play_texts.industry play_texts.channel play_texts.title play_texts.text`,
  'which topic a tool saw at an account': 'signals.source signals.topic',
  'which colleague did it': `
    account_reviews.reviewed_by api_keys.created_by signal_keys.created_by audit_log.actor model_activations.by models.changed_by models.created_by
    placeholders.created_by play_choices.changed_by play_feedback.given_by play_runs.started_by play_texts.changed_by
    portal_settings.changed_by portals.installed_by proposals.approvals proposals.proposed_by role_decisions.decided_by
    segments.made_by slack_hooks.connected_by`,
  'a secret': 'api_keys.secret grants.access_token grants.refresh_token signal_keys.secret slack_hooks.secret',
  'numbers, ids and words of the app': `
    account_scores.disqualified_by account_scores.stage account_scores.stage_facts account_scores.tier_reason
    account_scores.trend activities.source activities.type audit_log.action comparisons.report grants.key_id grants.leased_by
    list_members.proposal_id merged_records.new_id person_scores.job_function person_scores.seniority
    person_scores.suggested_roles play_dues.stage_from play_dues.stage_to play_feedback.play_id play_feedback.reason
    play_runs.leased_by play_runs.stage_from play_runs.stage_to portal_norms.norms program_accounts.counted_for
    program_accounts.stage program_measurements.measures program_measurements.movers proposals.change record_notes.details
    record_notes.note_id role_decisions.role role_decisions.undoes score_log.disqualified_by score_log.moved_from
    score_log.proposal_id score_log.stage score_log.stage_facts score_log.tier_reason segments.list_id slack_hooks.ending
    slack_hooks.last_test slack_hooks.stopped_reason slack_messages.details stale_accounts.reason sync_steps.cursor target_lists.proposal_id`,
};

let database: Database;
beforeEach(async () => {
  database = await openDatabase(memoryDatabase());
});
afterEach(() => database.close());

const toNames = (fields: readonly Planted[]): string[] =>
  fields.map(({ table, column }) => `${table}.${column}`).sort();

test('an erased person is found in no field that could tell of them', async () => {
  const planted = toNames(await plantEverywhere(database, PORTAL, `Met ${NAME}, ${EMAIL}, who agreed`));
  await insertPerson();
  await database.transaction((trx) => eraseContact(trx, PORTAL, '1', Date.parse('2026-11-22')));
  const stays = Object.values(STAYS).flatMap((fields) => fields.trim().split(/\s+/));
  expect(toNames(await findPlanted(database, PORTAL, NAME))).toEqual(stays.sort());
  expect(toNames(await findPlanted(database, PORTAL, EMAIL))).toEqual(stays);
  const erased = planted.filter((field) => !stays.includes(field));
  expect(erased).toEqual(
    expect.arrayContaining(['account_scores.result', 'activities.detail', 'audit_log.details', 'review_notes.text']),
  );
  expect(erased.length).toBeGreaterThan(15);
});

test('of a portal that left nothing is found in any table', async () => {
  const planted = await plantEverywhere(database, PORTAL, NAME);
  expect(new Set(planted.map(({ table }) => table)).size).toBeGreaterThan(40);
  await database.transaction((trx) => deletePortalData(trx, PORTAL));
  for (const table of await listTables()) {
    const { rows } = await sql`select from ${sql.table(table)} held
      where position(${NAME} in held::text) > 0 limit 1`.execute(database.kysely);
    expect({ table, rows: rows.length }).toEqual({ table, rows: 0 });
  }
});

test('every table that knows a portal is erased with it', async () => {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'portal_id'`.execute(database.kysely);
  expect(rows.map(({ name }) => name).sort()).toEqual([...PORTAL_TABLES].sort());
});

async function insertPerson(): Promise<void> {
  await sql`insert into contacts
      (portal_id, contact_id, name, email, buying_roles, opted_out, bounced, properties, hs_created_at, hs_updated_at)
    values (${PORTAL}, '1', ${NAME}, ${EMAIL}, '[]', false, false, '{}', now(), now())`.execute(database.kysely);
  await sql`insert into contact_companies (portal_id, contact_id, company_id, is_primary)
    values (${PORTAL}, '1', '101', true)`.execute(database.kysely);
}

async function listTables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select table_schema || '.' || table_name as name
    from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(
    database.kysely,
  );
  return rows.map(({ name }) => name);
}
