import type { KeyHolder, Side } from '../../domain/target-list/proposal.ts';
import type { AutoApply } from '../../domain/target-list/plan-changes.ts';
import { ForbiddenError, invalidField } from '../../errors.ts';
import { listOwners, type Owner } from '../../storage/mirror/owners.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { readSettings, type PortalSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';

/** Who acts, as HubSpot signed it. */
export interface Actor {
  portalId: number;
  userEmail: string;
}

/** What an admin may give somebody: a key, or an admin's right. */
export type Right = Side | 'admin';

/** The person with the keys they hold. */
export async function readKeyHolder(db: Db, { portalId, userEmail }: Actor): Promise<KeyHolder> {
  const { keys } = await readSettings(db, portalId);
  const email = userEmail.toLowerCase();
  const sides = (['marketing', 'sales'] as const).filter((side) => keys[side].includes(email));
  return { email, sides };
}

/**
 * Whether nothing can be approved, since no two users hold the two keys: nobody turns both, and whoever left HubSpot turns
 * none. @param active as `listActive` gives them
 */
export function lacksApprovers({ marketing, sales }: PortalSettings['keys'], active: ReadonlySet<string>): boolean {
  const approvers = sales.filter((email) => active.has(email));
  return !marketing.some((email) => active.has(email) && approvers.some((other) => other !== email));
}

/** The addresses of the active users of HubSpot, in lower case. */
export function listActive(owners: readonly Owner[]): Set<string> {
  return new Set(owners.flatMap(({ active, email }) => (active && email !== null ? [email.toLowerCase()] : [])));
}

/**
 * Gives somebody a key, or makes them an admin; who holds it already keeps it. `actor` may change settings.
 * @throws ForbiddenError where an admin would give themselves a key: another admin does
 * @throws InvalidInputError where HubSpot knows no active user with that address
 */
export async function giveRight(context: SyncContext, actor: Actor, right: Right, email: string): Promise<void> {
  const given = email.trim().toLowerCase();
  if (given === actor.userEmail.toLowerCase()) {
    throw new ForbiddenError('Nobody gives themselves a key: ask another admin, or name one here.');
  }
  const owner = await findOwner(context.db.kysely, actor.portalId, given);
  if (owner === undefined) {
    throw invalidField('email', 'must be the address of an active user of HubSpot');
  }
  const alter = (held: string[]): string[] => [...new Set([...held, given])];
  await change(context, actor, { right, owner, action: `${wordFor(right)} given`, alter });
}

/** Takes a right away; anybody who may change settings takes any, their own too. */
export async function takeRight(context: SyncContext, actor: Actor, right: Right, email: string): Promise<void> {
  const taken = email.trim().toLowerCase();
  const owner = (await listOwners(context.db.kysely, actor.portalId)).find((each) => isAddress(each, taken));
  const alter = (held: string[]): string[] => held.filter((each) => each !== taken);
  await change(context, actor, { right, owner, action: `${wordFor(right)} taken`, alter });
}

/** Sets which changes need no keys; holds from the next round of tiers on, within the hour. */
export async function chooseAutoApply(context: SyncContext, actor: Actor, autoApply: AutoApply): Promise<void> {
  await changeSettings(
    context,
    actor.portalId,
    { autoApply: { ...autoApply } as PortalSettings['autoApply'] },
    actor.userEmail,
  );
}

/** A change of who holds a right, as the audit log tells it. */
interface RightChange {
  right: Right;
  /** Who gains or loses it; `undefined` where HubSpot knows nobody of that address any more. */
  owner: Owner | undefined;
  action: string;
  /** From the addresses that hold it to those that then do. */
  alter: (held: string[]) => string[];
}

async function change(
  context: SyncContext,
  { portalId, userEmail }: Actor,
  { right, owner, action, alter }: RightChange,
): Promise<void> {
  const make = ({ keys, admins }: PortalSettings): Partial<PortalSettings> =>
    right === 'admin' ? { admins: alter(admins) } : { keys: { ...keys, [right]: alter(keys[right]) } };
  const subject = owner === undefined ? 'owner:unknown' : `owner:${owner.ownerId}`;
  const details = right === 'admin' ? {} : { key: right };
  await changeSettings(context, portalId, make, userEmail, { action, subject, details });
}

async function findOwner(db: Db, portalId: number, email: string): Promise<Owner | undefined> {
  return (await listOwners(db, portalId)).find((owner) => owner.active && isAddress(owner, email));
}

function isAddress(owner: Owner, email: string): boolean {
  return owner.email?.toLowerCase() === email;
}

function wordFor(right: Right): string {
  return right === 'admin' ? "admin's right" : 'key';
}
