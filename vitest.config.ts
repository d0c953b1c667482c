import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { PATIENCE_MS } from './tests/fixtures/patience.ts';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    globalSetup: 'tests/fixtures/empty-cluster.ts',
    // Most of them wait for a database or the stand-in half of their time: two share even two cores well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Of each wait, of each test and of what surrounds it: no test has a shorter limit of its own.
    expect: { poll: { timeout: PATIENCE_MS } },
    testTimeout: 3 * PATIENCE_MS,
    hookTimeout: 3 * PATIENCE_MS,
  },
});
