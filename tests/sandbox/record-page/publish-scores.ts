import { readFile } from 'node:fs/promises';
import type { Client } from '../hubspot/portal-fixture.ts';

interface Manifest {
  companyProperties: { group: object; properties: Record<string, unknown>[] };
}

const PROPERTIES = '/crm/properties/2026-09/companies';

/** Makes the app's properties in the portal and writes the given values, through HubSpot's API as the app does. */
export async function publishScores(client: Client, values: Record<string, Record<string, string>>): Promise<void> {
  const manifest = await readFile(new URL('../../../app.json', import.meta.url), 'utf8');
  const { group, properties } = (JSON.parse(manifest) as Manifest).companyProperties;
  await send(client, 'POST', `${PROPERTIES}/groups`, { ...group, displayOrder: -1 });
  for (const property of properties) {
    const options = (property['options'] as object[] | undefined)?.map((option, displayOrder) => ({
      ...option,
      displayOrder,
      hidden: false,
    }));
    await send(client, 'POST', PROPERTIES, {
      ...property,
      groupName: 'roundtable',
      ...(options === undefined ? {} : { options }),
    });
  }
  for (const [id, changed] of Object.entries(values)) {
    await send(client, 'PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: changed });
  }
}

async function send(client: Client, method: string, path: string, body: unknown): Promise<void> {
  const { status, body: answer } = await client.call(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
}
