import { expect, test } from 'vitest'
import { main } from './main.ts'
import { aTerminal } from './terminal.builder.ts'

async function said(...argv: string[]): Promise<string> {
  const terminal = aTerminal()
  expect(await main(['power', ...argv], terminal), terminal.err.text).toBe(0)
  return terminal.out.text
}

test('power says how many attempts it takes and how long that is at the schedule', async () => {
  const text = await said('golden-path', 'concurrent-users', '--rate', '1%', '--confidence', '95%')
  expect(text).toBe(
    [
      '299 attempts see a failure that shows in 1 % of them at least once, with 95 % confidence.',
      '',
      'At the default schedule that takes:',
      '  golden-path       25 hours (*/5 * * * *, 288 a day)',
      '  concurrent-users  3.1 days (2-59/15 * * * *, 96 a day)',
      '',
    ].join('\n'),
  )
})

test('without flags it is 1 % and 95 %, for every scenario', async () => {
  const text = await said()
  expect(text).toContain('299 attempts')
  expect(text).toContain('cross-user-isolation')
  expect(text).toMatch(/connection-churn +299 days \(15 3 \* \* \*, 1 a day; off unless it is asked for\)/)
  expect(text).not.toContain('unknown')
})

test('a scenario that races more than once in a run needs fewer runs', async () => {
  expect(await said('upgrade-race')).toMatch(
    /upgrade-race {2}\d+ hours \(8,38 \* \* \* \*, 48 a day, \d+ attempts each\)/,
  )
})

test('attempts without failure exclude the rates above their bound', async () => {
  const text = await said('golden-path', '--clean', '300')
  expect(text).toContain('300 attempts without failure exclude, with 95 % confidence, every rate above 0.994 %.')
})

test.each([
  ['0.001', '2995 attempts'],
  ['0.1%', '2995 attempts'],
  ['50 %', '5 attempts'],
])('a rate of %s is read', async (rate, attempts) => {
  expect(await said('golden-path', '--rate', rate)).toContain(attempts)
})

test.each(['0', '1', '100%', '-1%', 'often', '', '1%%', 'Infinity'])('a rate of "%s" exits 2', async (rate) => {
  const terminal = aTerminal()
  expect(await main(['power', `--rate=${rate}`], terminal)).toBe(2)
  expect(terminal.err.text).toContain(`--rate must be a share above 0 and below 1, got "${rate}".`)
  expect(terminal.out.text).toBe('')
})

test('an unknown scenario exits 2 and names the nearest', async () => {
  const terminal = aTerminal()
  expect(await main(['power', 'golden-pth'], terminal)).toBe(2)
  expect(terminal.err.text).toContain('"golden-path"')
})

test('the help has examples', async () => {
  const terminal = aTerminal()
  expect(await main(['power', '--help'], terminal)).toBe(0)
  expect(terminal.out.text).toContain('power --rate 1% --confidence 95%')
})
