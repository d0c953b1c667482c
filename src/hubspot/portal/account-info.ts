import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';

export const accountInfoSchema = z.looseObject({
  portalId: z.number(),
  accountType: z.string(),
  timeZone: z.string(),
  companyCurrency: z.string(),
  uiDomain: z.string(),
});
export type AccountInfo = z.infer<typeof accountInfoSchema>;

/** The portal's type, time zone, currency and the host of its record pages. */
export function readAccountInfo(client: HubSpotClient): Promise<AccountInfo> {
  return client.request({
    method: 'GET',
    path: '/account-info/2026-09/details',
    schema: accountInfoSchema,
    repeatable: true,
  });
}
