import { upsertCompanies } from '../../src/storage/mirror/companies.ts';
import { openDatabase } from '../../src/storage/connection/database.ts';

/** A process that holds a folder and writes to it without end: to be killed. */
const database = await openDatabase({ folder: process.argv[2] ?? '' });
for (let index = 0; ; index += 1) {
  const companyId = String(index).padStart(6, '0');
  const company = { companyId, name: 'x', ownerId: null, properties: {}, createdAt: 0, updatedAt: 0 };
  await upsertCompanies(database.kysely, 1, [company]);
  process.send?.(companyId);
}
