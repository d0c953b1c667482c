import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';
import { nextAfter, pagingSchema } from '../client/page.ts';

export const ownerSchema = z.looseObject({
  id: z.string(),
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  /** Id of the HubSpot user, as in signed card calls; absent for a queue or a deactivated user. */
  userId: z.number().nullish(),
  archived: z.boolean(),
});
export type Owner = z.infer<typeof ownerSchema>;

const ownersPageSchema = z.looseObject({ results: z.array(ownerSchema), paging: pagingSchema });

/** All owners of the portal, 100 a request; deactivated ones with `archived: true`. */
export async function listOwners(client: HubSpotClient, options: { archived?: boolean } = {}): Promise<Owner[]> {
  const owners: Owner[] = [];
  let after: string | null = null;
  do {
    const page: z.infer<typeof ownersPageSchema> = await client.request({
      method: 'GET',
      path: '/crm/owners/2026-09',
      query: { limit: 100, after: after ?? undefined, archived: options.archived ?? false },
      schema: ownersPageSchema,
      repeatable: true,
    });
    owners.push(...page.results);
    after = nextAfter(page.paging);
  } while (after !== null);
  return owners;
}
