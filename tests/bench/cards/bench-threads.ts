/** What requests are signed with, and in whose name. */
export const BENCH_HTTP = { appId: 4_711, secret: 'only-for-this-bench', userEmail: 'rep@example.com' };

/** What the threads are given. */
export interface BenchData {
  databaseUrl: string;
  companies: number;
  /** Epoch ms: the moment of the portal's first scoring. */
  now: number;
}

/** Where the app answers, and the route beside it. */
export interface Served {
  cardUrl: string;
  routeUrl: string;
}
