import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';

/** Removes the app from the portal; its tokens are dead afterwards, and HubSpot writes to the portal's admins. */
export async function uninstallApp(client: HubSpotClient): Promise<void> {
  await client.request({
    method: 'DELETE',
    path: '/appinstalls/2026-09/external-install',
    schema: z.unknown(),
    repeatable: true,
  });
}
