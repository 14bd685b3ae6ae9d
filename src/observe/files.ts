import { alertmanagerFile } from './alertmanager/alertmanager-file.ts'
import type { Cadence } from './cadence.ts'
import { dashboards } from './grafana/dashboards.ts'
import type { Links } from './links.ts'
import { ruleTests } from './proof/rule-tests.ts'
import { stories } from './proof/stories/all.ts'
import { rules } from './rules/rules.ts'
import { rulesFile } from './rules/rules-file.ts'

/** A file below `dashboards/`. */
export type ObserveFile = { readonly path: string; readonly text: string }

const RULES = 'golden-path.rules.yaml'
const made = '# Made by `npm run dashboards`: change src/observe/, not this file.\n'
const rulesHead = `${made}# Made for the schedule of the scenarios: docs/on-call.md says what each alert means. Needs Prometheus 2.42.\n`
const testsHead = `${made}# Stories that the rules are held to. Run as: promtool test rules <this file>\n`
const alertmanagerHead = `${made}# Replace the addresses by receivers of your own (e-mail, pager, chat); keep routes and inhibitions.\n`

/** Alertmanager tells a group after a quarter of a minute, and says it again after four hours. */
export const WAITS = { groupMs: 15_000, changeMs: 60_000, repeatMs: 14_400_000 }
/** Where \`npm run observe\` listens. */
const HOOKS = 'http://127.0.0.1:9465'

/** Everything that `npm run dashboards` writes. */
export function observeFiles(cadence: Cadence, links: Links): readonly ObserveFile[] {
  return [
    { path: `prometheus/${RULES}`, text: rulesFile(rules({ cadence }), links, rulesHead) },
    ...ruleTests(RULES, stories, testsHead).map(({ evaluationMin, text }) => ({
      path: `prometheus/golden-path${evaluationMin === 1 ? '' : `.every-${evaluationMin}-min`}.test.yaml`,
      text,
    })),
    {
      path: 'alertmanager/alertmanager.yaml',
      text: alertmanagerFile({ waits: WAITS, hook: (receiver) => `${HOOKS}/${receiver}` }, alertmanagerHead),
    },
    ...dashboards(links).map(({ name, json }) => ({ path: `grafana/${name}.json`, text: json })),
  ]
}
