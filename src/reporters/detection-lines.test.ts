import { expect, test } from 'vitest'
import { detectionLines } from './detection-lines.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import { aReport, aRun } from './report.builder.ts'

const race = (attempts: number, failures: number) =>
  aRun({ scenario: 'upgrade-race', detection: { attempts, failures, confidence: 0.95, rateBelow: null } })

test('the runs of a scenario count together', () => {
  expect(detectionLines(aReport({ runs: [race(30, 0), aRun(), race(30, 0)] }))).toEqual([
    'upgrade-race: 60 attempts at a race, 0 failures: with 95 % confidence fewer than 4.87 % fail',
  ])
})

test('after a failure there is a share and no bound', () => {
  expect(detectionLines(aReport({ runs: [race(6, 0), race(6, 3)] }))).toEqual([
    'upgrade-race: 12 attempts at a race, 3 failures: 25 % failed',
  ])
})

test('how far apart requests really left is told, of reports that have it', () => {
  const detection = { attempts: 2, failures: 0, confidence: 0.95, rateBelow: null }
  const kept = aRun({ scenario: 'upgrade-race', detection: { ...detection, skewsMs: [10.02, 0.1234] } })
  const late = aRun({ scenario: 'upgrade-race', detection: { ...detection, skewsMs: [0.2] } })
  const [line] = detectionLines(aReport({ runs: [kept, race(2, 0), late] }))
  expect(line).toMatch(/ fail; requests left 0\.2 ms apart \(median\), 10 ms at most$/)
})

test('without a race nothing is said', () => {
  expect(detectionLines(aReport())).toEqual([])
})

test('both reports for people say it', () => {
  const report = aReport({ runs: [race(6, 0)] })
  expect(pretty(report, { color: false })).toContain('\n\nupgrade-race: 6 attempts at a race, 0 failures')
  expect(markdown(report, { color: false })).toContain('` upgrade-race: 6 attempts at a race, 0 failures')
})
