import type { Endpoint } from './http/endpoint.ts';
import { TOKEN_ROUTES } from './oauth/token-routes.ts';
import { ACCOUNT_ROUTES } from './routes/account-routes.ts';
import { OBJECT_BATCH_ROUTES } from './routes/object-batch-routes.ts';
import { OBJECT_ROUTES } from './routes/object-routes.ts';
import { SEARCH_ROUTES } from './routes/search-routes.ts';

/** Every endpoint the stand-in answers. A literal path stands before the pattern that would swallow it. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...TOKEN_ROUTES,
  ...ACCOUNT_ROUTES,
  ...OBJECT_BATCH_ROUTES,
  ...SEARCH_ROUTES,
  ...OBJECT_ROUTES,
];
