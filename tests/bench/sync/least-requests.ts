import type { LoggedRequest } from '../../../src/sandbox/hubspot/http/request-log.ts';

/** Active records of a portal, and the contacts with a counter or a role that only its history dates. */
export interface PortalCounts {
  companies: number;
  contacts: number;
  deals: number;
  meetings: number;
  calls: number;
  emails: number;
  openTickets: number;
  contactsWithHistory: number;
}

/** Requests of one kind in a first sync: the fewest possible, and how that number comes about. */
export interface LeastRequests {
  kind: string;
  least: number;
  formula: string;
}

/** HubSpot's most records a request (doc). */
const PAGE = 100;
const ASSOCIATIONS = 1_000;
const HISTORIES = 50;
const BATCH = 100;

/** What every first sync asks once, whatever the size of the portal. */
const FIXED = [
  'account details',
  'property groups listed and ours made',
  'properties listed and ours made',
  'owners',
  'pipelines of deals and of tickets',
  'open tickets',
  'kinds of events',
  'marketing events',
];
const FIXED_REQUESTS = 11;

const TYPES = ['companies', 'contacts', 'deals', 'meetings', 'calls', 'emails'] as const;
const ASSOCIATION_READS = [
  ['contacts', 'companies'],
  ['deals', 'companies'],
  ['deals', 'contacts'],
  ['meetings', 'contacts'],
  ['calls', 'contacts'],
  ['emails', 'contacts'],
] as const;

/**
 * The fewest requests of a first sync that reads every record with its associations and the histories that date
 * something, and writes its scores to every company.
 */
export function leastRequests(counts: PortalCounts): LeastRequests[] {
  return [
    ...TYPES.map((type) => needed(`pages of ${type}`, type, counts[type], PAGE)),
    ...ASSOCIATION_READS.map(([from, to]) => needed(`associations ${from}-${to}`, from, counts[from], ASSOCIATIONS)),
    needed('associations tickets-companies', 'open tickets', counts.openTickets, ASSOCIATIONS),
    needed('histories of contacts', 'contacts with a counter or role', counts.contactsWithHistory, HISTORIES),
    needed('scores written', 'companies', counts.companies, BATCH),
    { kind: 'fixed', least: FIXED_REQUESTS, formula: FIXED.join(', ') },
  ];
}

function needed(kind: string, name: string, count: number, most: number): LeastRequests {
  return { kind, least: Math.ceil(count / most), formula: `${count} ${name} / ${most}` };
}

/** The kind of `leastRequests` a request is of; what is none of the others is `fixed`. */
export function kindOf({ method, path }: Pick<LoggedRequest, 'method' | 'path'>): string {
  const page = /^\/crm\/objects\/2026-09\/(\w+)$/.exec(path)?.[1];
  if (method === 'GET' && page !== undefined) return `pages of ${page}`;
  const pair = /^\/crm\/associations\/2026-09\/(\w+)\/(\w+)\/batch\/read$/.exec(path);
  if (pair !== null) return `associations ${pair[1]}-${pair[2]}`;
  const batch = /^\/crm\/objects\/2026-09\/(\w+)\/batch\/(\w+)$/.exec(path);
  if (batch?.[1] === 'contacts' && batch[2] === 'read') return 'histories of contacts';
  if (batch?.[1] === 'companies' && batch[2] === 'update') return 'scores written';
  return batch === null ? 'fixed' : `${batch[1]} batch ${batch[2]}`;
}
