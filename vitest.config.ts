import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    globalSetup: 'tests/fixtures/empty-cluster.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
