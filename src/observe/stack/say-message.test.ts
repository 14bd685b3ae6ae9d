import { expect, test } from 'vitest'
import { readMessage } from './message.ts'
import { sayMessage } from './say-message.ts'

const firing = {
  status: 'firing',
  labels: { alertname: 'GoldenPathDown', severity: 'page', domain: 'agent', scenario: 'golden-path' },
  annotations: {
    summary: 'The golden path is down: golden-path fails (agent)',
    description: 'At least two of the last three runs failed. '.repeat(5),
    runbook_url: 'http://127.0.0.1:9464/codes#agent',
    run_page: 'http://127.0.0.1:9464/scenarios/golden-path',
    repeat: 'npm run -s golden-path -- run golden-path --target staging --real-llm',
  },
  startsAt: '2026-11-22T03:12:00Z',
}
const message = (alerts: unknown) => JSON.stringify({ receiver: 'page-agents', status: 'firing', alerts })

test('an alert says at a glance what is wrong, whose fault it is, where to look, what to do, how to repeat it', () => {
  const lines = sayMessage(readMessage(message([firing]))).split('\n')
  expect(lines[0]).toBe('━━ PAGE · The golden path is down: golden-path fails (agent)')
  expect(lines[1]).toBe('   GoldenPathDown · domain agent · scenario golden-path · to page-agents · since 03:12:00')
  expect(lines.filter((line) => /^ {3}(Look|Do|Repeat): /.test(line))).toHaveLength(3)
  expect(lines.filter((line) => line.length > 104)).toEqual([])
})

test('the end of an alert is one line and its name', () => {
  const text = sayMessage(readMessage(message([{ ...firing, status: 'resolved' }])))
  expect(text).toBe(
    '━━ RESOLVED · The golden path is down: golden-path fails (agent)\n' +
      '   GoldenPathDown · domain agent · scenario golden-path · to page-agents · since 03:12:00\n\n',
  )
})

test('what a target got into a label cannot steer a terminal', () => {
  const evil = { ...firing, annotations: { summary: 'a\u001b[2Jb' } }
  expect(sayMessage(readMessage(message([evil])))).toContain('a\\u001b[2Jb')
})

test('an alert without words is told with what it has', () => {
  expect(sayMessage(readMessage(message([{}])))).toBe(
    '━━  · \n   alert · domain  · to page-agents · since an unknown time\n\n\n\n',
  )
})

test.each(['', '[]', '{"alerts":[]}', '{"receiver":"x"}', '{"receiver":"x","alerts":[1]}'])(
  '%j is no message of Alertmanager',
  (text) => {
    expect(() => readMessage(text)).toThrow(SyntaxError)
  },
)
