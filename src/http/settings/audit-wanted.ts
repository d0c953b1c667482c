import { z } from 'zod';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import type { AuditWanted } from '../../storage/portal/audit-log.ts';

/** What of the audit log is asked for; all of it where both are empty. */
export const auditWantedSchema = z.object({
  text: z.string().trim().max(100, 'must have at most 100 characters').default(''),
  /** Things that were done, between `|`; all where it is empty. */
  actions: z.string().max(2_000, 'must have at most 2,000 characters').default(''),
});
export type AuditWantedInput = z.infer<typeof auditWantedSchema>;

/** The same as storage looks for it: names of plays are not in the database. */
export function toWanted({ text, actions }: AuditWantedInput, plays: readonly PortalPlay[]): AuditWanted {
  const named = plays.filter(({ play }) => play.name.toLowerCase().includes(text.toLowerCase()));
  return {
    text,
    playIds: named.map(({ play }) => play.id),
    actions: actions.split('|').filter((action) => action !== ''),
  };
}
