import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../../errors.ts';

/** The tenant of statements: one portal, every portal, or none (tables that know no portal). */
export type Tenant = number | 'every' | 'none';

const scopes = new AsyncLocalStorage<Tenant | 'unnamed'>();

/** Code of the running app queried the database without naming a tenant. */
export class TenantMissingError extends AppError {
  constructor() {
    super(
      'A query of the running app says for no portal: enter asPortal(portalId, …), or, where no portal is concerned or ' +
        'all are, withoutPortal(…) or acrossPortals(…), of storage/connection/tenant-scope.ts.',
      { code: 'TENANT_MISSING', retry: 'never' },
    );
  }
}

/** Everything `work` asks the database is limited to this portal; other portals' rows are invisible. */
export function asPortal<T>(portalId: number, work: () => T): T {
  return scopes.run(portalId, work);
}

/** The named exception: work across portals (scheduled jobs, a key that finds its portal) sees all rows. */
export function acrossPortals<T>(work: () => T): T {
  return scopes.run('every', work);
}

/** What concerns no portal: the state of an install that has begun, limits, health. No portal's rows are visible. */
export function withoutPortal<T>(work: () => T): T {
  return scopes.run('none', work);
}

/** From here on every query must have named its tenant: the running app. */
export function requireTenant<T>(work: () => T): T {
  return scopes.run('unnamed', work);
}

/**
 * The tenant of the code that is running; `otherwise` outside the running app (a tool, a test).
 * @throws TenantMissingError in the running app, if none was named
 */
export function currentTenant(otherwise: Tenant): Tenant {
  const tenant = scopes.getStore() ?? otherwise;
  if (tenant === 'unnamed') throw new TenantMissingError();
  return tenant;
}
