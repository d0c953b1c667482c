import type { Config } from '../config.ts';
import { fault, ok, unknown, type Finding } from './finding.ts';

const TIMEOUT_MS = 10_000;
/** HubSpot's signatures hold for five minutes; a clock that is a minute off is on its way there. */
const MOST_SKEW_MS = 60_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Looks whether people and HubSpot reach the app, the app reaches HubSpot, and both have the same time. */
export async function examineNetwork(
  { appBaseUrl, hubspot }: Pick<Config, 'appBaseUrl'> & { hubspot: Pick<Config['hubspot'], 'apiUrl'> },
  now: () => number,
): Promise<Finding[]> {
  return [await examineAddress(appBaseUrl), ...(await examineHubSpot(hubspot.apiUrl, now))];
}

async function examineAddress(appBaseUrl: string): Promise<Finding> {
  const { protocol, hostname } = new URL(appBaseUrl);
  if (protocol !== 'https:' && !LOOPBACK.has(hostname)) {
    return fault('address', `${appBaseUrl} is not https`, 'HubSpot calls https only: put the app behind TLS.');
  }
  const answer = await ask(`${appBaseUrl}/livez`);
  if (answer instanceof Error) {
    const fix = 'Start the app, or fix APP_BASE_URL, DNS and the proxy: HubSpot must reach this address.';
    return fault('address', `${appBaseUrl}/livez cannot be reached (${answer.message})`, fix);
  }
  if (answer.ok) return ok('address', `${appBaseUrl} answers`);
  const fix = 'APP_BASE_URL must lead to this app, without a path of another one in between.';
  return fault('address', `${appBaseUrl}/livez answers ${answer.status}`, fix);
}

async function examineHubSpot(apiUrl: string, now: () => number): Promise<Finding[]> {
  const answer = await ask(apiUrl);
  if (answer instanceof Error) {
    const fix = 'Let this machine reach HUBSPOT_API_URL by https (firewall, proxy, DNS).';
    return [fault('HubSpot', `${apiUrl} cannot be reached (${answer.message})`, fix), unknown('clock', 'not compared')];
  }
  const reached = ok('HubSpot', `${apiUrl} answers`);
  const date = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(date)) return [reached, unknown('clock', 'HubSpot did not say what time it is')];
  const skewMs = Math.abs(now() - date);
  const seconds = Math.round(skewMs / 1_000);
  if (skewMs <= MOST_SKEW_MS) return [reached, ok('clock', `within ${seconds + 1} s of HubSpot's`)];
  const fix = 'Have the machine keep time (NTP): signatures of HubSpot are refused after five minutes.';
  return [reached, fault('clock', `${seconds} s off HubSpot's`, fix)];
}

async function ask(url: string): Promise<Response | Error> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
  } catch (error) {
    const { cause, message } = error as Error;
    return new Error(cause instanceof Error ? cause.message || cause.name : message);
  }
}
