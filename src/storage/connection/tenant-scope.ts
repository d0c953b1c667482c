import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../../errors.ts';

/** For whom statements are made: one portal, every portal, or none (tables that know no portal). */
export type Tenant = number | 'every' | 'none';

const scopes = new AsyncLocalStorage<Tenant | 'unnamed'>();

/** Code of the running app asked the database for something and did not say for which portal. */
export class TenantMissingError extends AppError {
  constructor() {
    super(
      'A query of the running app says for no portal: enter asPortal(portalId, …), or, where no portal is concerned or ' +
        'all are, withoutPortal(…) or acrossPortals(…), of storage/connection/tenant-scope.ts.',
      { code: 'TENANT_MISSING', retry: 'never' },
    );
  }
}

/** Whatever `work` asks the database for is asked for this portal alone; other portals' rows are not there. */
export function asPortal<T>(portalId: number, work: () => T): T {
  return scopes.run(portalId, work);
}

/** The named exception: what looks after all portals (the clockwork, a key that finds its portal) sees all rows. */
export function acrossPortals<T>(work: () => T): T {
  return scopes.run('every', work);
}

/** What concerns no portal: the state of an install that has begun, limits, health. No portal's row is there. */
export function withoutPortal<T>(work: () => T): T {
  return scopes.run('none', work);
}

/** From here on whoever asks the database must have said for which portal: the running app. */
export function requireTenant<T>(work: () => T): T {
  return scopes.run('unnamed', work);
}

/**
 * For whom the code that runs now speaks; `otherwise` outside of the running app (a tool, a test).
 * @throws TenantMissingError in the running app, where nobody said
 */
export function currentTenant(otherwise: Tenant): Tenant {
  const tenant = scopes.getStore() ?? otherwise;
  if (tenant === 'unnamed') throw new TenantMissingError();
  return tenant;
}
