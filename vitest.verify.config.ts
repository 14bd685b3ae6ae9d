import { defineConfig } from 'vitest/config'

/** What takes longer than `npm test` may: soaks and many-run proofs. */
export default defineConfig({
  test: {
    include: ['e2e/verify/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    // As in vitest.config.ts: red twice is red.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 600_000,
  },
})
