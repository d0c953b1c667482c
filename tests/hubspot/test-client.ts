import nock from 'nock';
import { afterEach, beforeEach } from 'vitest';
import { type HubSpotClient, type HubSpotClientOptions, createHubSpotClient } from '../../src/hubspot/client/client.ts';
import type { RetryPlan } from '../../src/hubspot/client/retry-delay.ts';

export const API_URL = 'https://hubspot.test';

const quick: RetryPlan = { maxRetries: 3, firstDelayMs: 4, maxDelayMs: 20, longestWaitMs: 3_000 };

/** A client of the test host that waits for nothing but what HubSpot asks for. */
export function createTestClient(options: Partial<HubSpotClientOptions> = {}): HubSpotClient {
  return createHubSpotClient({
    portalId: 62515,
    apiUrl: API_URL,
    accessToken: async () => 'token-1',
    onUnauthorized: async () => {},
    limiter: { take: async () => {} },
    timeoutMs: 10_000,
    retryPlans: { card: quick, background: quick },
    ...options,
  });
}

/** No request of the file leaves the process, and every answer prepared must have been asked for. */
export function isolateNetwork(): void {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.abortPendingRequests();
    nock.cleanAll();
    nock.enableNetConnect();
    if (unused.length > 0) throw new Error(`never asked for: ${unused.join(', ')}`);
  });
}
