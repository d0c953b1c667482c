import { Router } from 'express';
import { sql } from 'kysely';
import { withoutPortal } from '../../storage/connection/tenant-scope.ts';
import type { HttpContext } from '../http-context.ts';

/**
 * A query that reads nothing and belongs to no portal.
 * @throws the driver's error where the database does not answer
 */
export async function askDatabase(context: HttpContext): Promise<void> {
  await withoutPortal(() => sql`select 1`.execute(context.db.kysely));
}

/** `/livez`: the process runs. `/readyz`: it can serve, since its database answers. */
export function healthRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/livez', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    try {
      await askDatabase(context);
      response.json({ status: 'ok' });
    } catch (error) {
      context.log.error({ err: error }, 'database does not answer');
      response.status(503).json({ status: 'unavailable', reason: 'The database does not answer.' });
    }
  });
  return router;
}
