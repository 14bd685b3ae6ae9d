import { defineConfig } from 'vitest/config'

/** A machine that others share may stall for seconds; in CI a test that is about real time gets a second go. Red twice is red. */
const retry = process.env.CI === undefined ? 0 : 1

/** Most tests wait more than they work: unit tests run in threads, files that start servers and processes two at a time. */
export default defineConfig({
  test: {
    // Of tests that say `concurrent` two at a time: they wait for processes, and a machine has two cores.
    maxConcurrency: 2,
    projects: [
      {
        test: {
          name: 'unit',
          retry,
          include: ['src/**/*.test.ts', 'scenarios/**/*.test.ts'],
          pool: 'threads',
          maxWorkers: 4,
          isolate: false,
          // Four at once on two cores: five seconds would be a measurement of the machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          retry,
          include: ['e2e/**/*.test.ts'],
          exclude: ['e2e/verify/**'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
