import type { Endpoint } from './http/endpoint.ts';
import { TOKEN_ROUTES } from './oauth/token-routes.ts';
import { ACCOUNT_ROUTES } from './routes/account-routes.ts';
import { ASSOCIATION_LABEL_ROUTES } from './routes/association-label-routes.ts';
import { ASSOCIATION_ROUTES } from './routes/association-routes.ts';
import { EVENT_ROUTES } from './routes/event-routes.ts';
import { JOURNAL_ROUTES } from './routes/journal-routes.ts';
import { LIST_MEMBERSHIP_ROUTES } from './routes/list-membership-routes.ts';
import { LIST_ROUTES } from './routes/list-routes.ts';
import { MARKETING_EVENT_ROUTES } from './routes/marketing-event-routes.ts';
import { OBJECT_BATCH_ROUTES } from './routes/object-batch-routes.ts';
import { OBJECT_ROUTES } from './routes/object-routes.ts';
import { PROPERTY_GROUP_ROUTES } from './routes/property-group-routes.ts';
import { PROPERTY_ROUTES } from './routes/property-routes.ts';
import { SEARCH_ROUTES } from './routes/search-routes.ts';
import { SEQUENCE_ROUTES } from './routes/sequence-routes.ts';

/** Every endpoint the stand-in answers. A literal path comes before a pattern that would also match it. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...TOKEN_ROUTES,
  ...JOURNAL_ROUTES,
  ...ACCOUNT_ROUTES,
  ...ASSOCIATION_ROUTES,
  ...ASSOCIATION_LABEL_ROUTES,
  ...PROPERTY_GROUP_ROUTES,
  ...PROPERTY_ROUTES,
  ...LIST_MEMBERSHIP_ROUTES,
  ...LIST_ROUTES,
  ...EVENT_ROUTES,
  ...MARKETING_EVENT_ROUTES,
  ...SEQUENCE_ROUTES,
  ...OBJECT_BATCH_ROUTES,
  ...SEARCH_ROUTES,
  ...OBJECT_ROUTES,
];
