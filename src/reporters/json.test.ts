import { expect, test } from 'vitest'
import { reportSchema } from '../model/report.ts'
import { json } from './json.ts'
import { aFailedRun, aReport } from './report.builder.ts'

test('the text is one document of the schema and ends with a line break', () => {
  const report = aReport({ verdict: 'fail', exitCode: 1, runs: [aFailedRun()] })
  const text = json(report, { color: true })
  expect(text.endsWith('}\n')).toBe(true)
  expect(reportSchema.parse(JSON.parse(text))).toEqual(report)
})
