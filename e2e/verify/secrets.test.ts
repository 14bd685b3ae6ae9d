import { expect, test } from 'vitest'
import type { EchoManner } from '../echo-target.builder.ts'
import { runAndRead, type Way } from '../planted.ts'

// What e2e/secrets.test.ts has no time for: bad tokens that are made from good ones, refusals that are asked twice.
test.each<[Way, EchoManner, string]>([
  ['password', 'talks', 'golden-path'],
  ['password', 'talks', 'upgrade-matrix'],
  ['token', 'talks', 'upgrade-matrix'],
  ['e2e', 'refuses', 'golden-path'],
  ['password', 'refuses', 'upgrade-matrix'],
  ['e2e', 'redirects', 'concurrent-users'],
])(
  'what a target echoes to users who sign in by %s, and %s, is in nothing that %s leaves',
  async (way, manner, scenario) => {
    const { code, leaks, masked } = await runAndRead(way, manner, scenario)
    expect(leaks).toEqual([])
    expect(code).toBe(1)
    for (const [tag, count] of Object.entries(masked)) expect(count, tag).toBeGreaterThan(manner === 'talks' ? 100 : 30)
  },
)
