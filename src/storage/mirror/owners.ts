import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { upsertMirrored } from './upsert-mirrored.ts';

export interface Owner {
  ownerId: string;
  /** HubSpot's user id, where the owner is (still) a user. */
  userId: string | null;
  email: string | null;
  name: string;
  active: boolean;
}

const TABLE = {
  name: 'owners',
  key: 'owner_id',
  readKey: (owner: Owner) => owner.ownerId,
  updatedAt: null,
  columns: [
    ['owner_id', 'text', (owner: Owner) => owner.ownerId],
    ['user_id', 'text', (owner: Owner) => owner.userId],
    ['email', 'text', (owner: Owner) => owner.email],
    ['name', 'text', (owner: Owner) => owner.name],
    ['active', 'boolean', (owner: Owner) => owner.active],
  ],
} as const;

/** Mirrors owners; gives the ids that are new or changed. */
export async function upsertOwners(db: Db, portalId: number, owners: readonly Owner[]): Promise<string[]> {
  return upsertMirrored(db, TABLE, portalId, owners);
}

/** Makes `owners` all that are active; who is not among them any more stays known by name. */
export async function replaceOwners(db: Db, portalId: number, owners: readonly Owner[]): Promise<void> {
  await upsertOwners(db, portalId, owners);
  const ids = owners.map((owner) => owner.ownerId);
  await sql`update owners set active = false
    where portal_id = ${portalId} and active and owner_id <> all(${ids}::text[])`.execute(db);
}

export async function listOwners(db: Db, portalId: number): Promise<Owner[]> {
  const rows = await db
    .selectFrom('owners')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('owner_id')
    .execute();
  return rows.map((row) => ({
    ownerId: row.owner_id,
    userId: row.user_id,
    email: row.email,
    name: row.name,
    active: row.active,
  }));
}

/** What every user is told by, by e-mail address in lower case (`nameUsers`); who is absent is told by the address. */
export async function listNames(db: Db, portalId: number): Promise<Map<string, string>> {
  return nameUsers(await listOwners(db, portalId));
}

/** What one user is told by: as `listNames`. */
export async function readName(db: Db, portalId: number, email: string): Promise<string> {
  return (await listNames(db, portalId)).get(email.toLowerCase()) ?? email;
}

/** The names of owners by e-mail address in lower case: `Ava Stone`, and `Ava Stone (ava@vendor.example)` where another address has that name too. */
export function nameUsers(owners: readonly Owner[]): Map<string, string> {
  const users = [...keyByEmail(owners)];
  const alike = Map.groupBy(users, ([, { name }]) => name.toLowerCase());
  const isShared = (name: string): boolean => (alike.get(name.toLowerCase())?.length ?? 0) > 1;
  return new Map(users.map(([email, { name }]) => [email, isShared(name) ? `${name} (${email})` : name]));
}

/** The names of owners by their id: as users (`nameUsers`), and without an address by the name HubSpot has. */
export function nameOwners(owners: readonly Owner[]): Map<string, string> {
  const users = nameUsers(owners);
  return new Map(owners.map(({ ownerId, email, name }) => [ownerId, users.get(email?.toLowerCase() ?? '') ?? name]));
}

/** The owner with this e-mail address, whatever its case. */
export async function findOwnerByEmail(db: Db, portalId: number, email: string): Promise<Owner | null> {
  return keyByEmail(await listOwners(db, portalId)).get(email.toLowerCase()) ?? null;
}

/** By address in lower case. HubSpot gives who comes back a new owner: of two with one address the active one counts. */
function keyByEmail(owners: readonly Owner[]): Map<string, Owner> {
  const inOrder = owners.toSorted((one, other) => Number(one.active) - Number(other.active));
  return new Map(inOrder.flatMap((owner) => (owner.email === null ? [] : [[owner.email.toLowerCase(), owner]])));
}
