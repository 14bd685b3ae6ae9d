import { stringify } from 'yaml'
import { duration } from '../promql/duration.ts'
import { simulate } from './simulate.ts'
import type { Moment, Story } from './story.ts'

const MINUTE_MS = 60_000
/** Labels by which moments tell alerts apart. */
const told = ['alertname', 'scenario', 'domain', 'severity'] as const

/** A file of promtool that plays stories against a file of rules in the same folder. All have one pace of evaluation. */
export type RuleTests = { readonly evaluationMin: number; readonly text: string }

/** The files of promtool for all stories, one for each pace of evaluation. */
export function ruleTests(rulesFile: string, stories: readonly Story[], head: string): RuleTests[] {
  return [...Map.groupBy(stories, ({ evaluationMin = 1 }) => evaluationMin)].map(([evaluationMin, some]) => {
    const evaluation = duration(evaluationMin * MINUTE_MS)
    const body = { rule_files: [rulesFile], evaluation_interval: evaluation, tests: some.map(testOf) }
    return { evaluationMin, text: `${head}${stringify(body, { lineWidth: 0 })}` }
  })
}

function testOf(story: Story): object {
  const { title, minutes, stepMin = 1, ever, also = [], moments = [] } = story
  const beside = also.length === 0 ? '' : `,alertname!~"${also.join('|')}"`
  const firing = `ALERTS{alertstate="firing"${beside}}`
  const whole = duration((minutes + 1) * MINUTE_MS)
  return {
    name: title,
    interval: duration(stepMin * MINUTE_MS),
    input_series: simulate(story),
    promql_expr_test: [
      {
        expr: `group by (alertname) (count_over_time(${firing}[${whole}]))`,
        eval_time: duration(minutes * MINUTE_MS),
        exp_samples: ever.toSorted().map((name) => sample(`{alertname="${name}"}`)),
      },
      ...moments.map(({ atMin, firing: names }: Moment) => ({
        expr: `group by (${told.join(', ')}) (${firing})`,
        eval_time: duration(Math.max(atMin * MINUTE_MS, 1)),
        exp_samples: names.map((name) => sample(name)),
      })),
    ],
  }
}

function sample(labels: string): object {
  return { labels, value: 1 }
}
