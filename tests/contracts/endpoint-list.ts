import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_HUBSPOT } from './hubspot-schemas.ts';

interface ListedEndpoint {
  method: string;
  pattern: RegExp;
  parameters: Set<string>;
}

/** Paths that the list lacks and HubSpot's own descriptions have (decision 411). */
const DESCRIBED: readonly [string, string, string[]][] = [
  ['GET', '/marketing/marketing-events/2026-09', ['after', 'limit']],
  [
    'GET',
    '/marketing/marketing-events/2026-09/participations/{id}/breakdown',
    ['after', 'contactIdentifier', 'limit', 'state'],
  ],
];

/** Reads the names of the endpoints of 2026-09: method, path and query parameters. */
export function loadEndpointList(): (method: string, path: string) => { known: boolean; unknownParameters: string[] } {
  const text = readFileSync(join(SHARED_HUBSPOT, 'endpoints-2026-09.txt'), 'utf8');
  const listed = text.split('\n').flatMap((line): ListedEndpoint[] => {
    const [, method, path, parameters = ''] = /^([A-Z]+) (\/\S+) ?\??(\S*)$/.exec(line.trim()) ?? [];
    return method && path
      ? [
          toEndpoint(
            method,
            path,
            parameters.split('&').map((name) => name.replace('*', '')),
          ),
        ]
      : [];
  });
  const endpoints = [...listed, ...DESCRIBED.map(([method, path, names]) => toEndpoint(method, path, names))];
  return (method, path) => {
    const url = new URL(path, 'https://api.hubapi.com');
    const matching = endpoints.filter((each) => each.method === method && each.pattern.test(url.pathname));
    const names = [...new Set(url.searchParams.keys())];
    const unknown = names.filter((name) => !matching.some((each) => each.parameters.has(name)));
    return { known: matching.length > 0, unknownParameters: unknown };
  };
}

function toEndpoint(method: string, path: string, parameters: string[]): ListedEndpoint {
  const pattern = path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return { method, pattern: new RegExp(`^${pattern}$`), parameters: new Set(parameters) };
}
