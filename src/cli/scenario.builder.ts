import type { Scenario } from '../model/scenario.ts'

/** A core scenario with two to five users that costs one prompt each. */
export function aScenario(over: Partial<Scenario> = {}): Scenario {
  return {
    id: 'some-scenario',
    summary: 'Does something.',
    tags: ['core'],
    cron: '* * * * *',
    users: { default: 3, min: 2, max: 5 },
    bystanders: 0,
    requests: { perRun: 1, perUser: 2 },
    promptsPerUser: 1,
    deadlineMs: 1_000,
    judges: ['evidence'],
    hunts: [],
    run: async () => undefined,
    ...over,
  }
}
