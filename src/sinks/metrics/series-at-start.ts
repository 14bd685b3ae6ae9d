import { codes } from '../../model/codes.ts'
import type { JudgeName } from '../../model/judge-names.ts'
import type { Scenario } from '../../model/scenario.ts'
import { catalogue, type MetricName, metricNames } from './catalogue.ts'
import { closePhases, timedPhases } from './label-values.ts'
import type { Metric } from './metric.ts'
import type { Series } from './sample.ts'

type Labels = Series['labels']
/** Which series of a metric there are from the start, one set of labels each; `scenarios` are those in force. */
type Rule = (scenarios: readonly Scenario[]) => readonly Labels[]

/**
 * Every series that can be known before anything was measured: it stands at 0 from the start, so that the first failure is
 * seen as growth. What a rule leaves out appears with its first measurement. Histograms come last: they are what can wait
 * when there is no room for all.
 */
export function seriesAtStart(scenarios: readonly Scenario[]): Series[] {
  const isHistogram = (name: MetricName) => catalogue[name].kind === 'histogram'
  const inOrder = [...metricNames].sort((a, b) => Number(isHistogram(a)) - Number(isHistogram(b)))
  return inOrder.flatMap((metric) =>
    (rules[metric] ?? everything(metric))(scenarios).map((labels) => ({ metric, labels })),
  )
}

/** All values of all labels. */
function everything(name: MetricName): Rule {
  const { labels }: Metric = catalogue[name]
  return (scenarios) =>
    Object.entries(labels).reduce<Labels[]>(
      (sets, [label, allowed]) => {
        const values = allowed === 'scenarios' ? scenarios.map(({ id }) => id) : allowed === 'own' ? [] : allowed
        return sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value })))
      },
      [{}],
    )
}

const none: Rule = () => []

/** Only of some scenarios. */
function of(isMeant: (scenario: Scenario) => boolean, name: MetricName): Rule {
  return (scenarios) => everything(name)(scenarios.filter(isMeant))
}

const judges = (judge: JudgeName) => (scenario: Scenario) => scenario.judges.includes(judge)
const asks = ({ promptsPerUser }: Scenario) => promptsPerUser > 0
const races = (scenario: Scenario) => scenario.attempts !== undefined || judges('scaling')(scenario)

/** Ends that an alert or a rate looks at; the others are rare. */
const usualCloses = [
  { close_code: '1000', initiator: 'server' },
  { close_code: '1011', initiator: 'server' },
  { close_code: '1006', initiator: 'none' },
  { close_code: '1000', initiator: 'client' },
]

const rules: Partial<Record<MetricName, Rule>> = {
  // Told by target-samples.ts, with values.
  golden_path_build_info: none,
  golden_path_target_info: none,
  golden_path_threshold_seconds: none,
  // A moment or an offset of 0 would be a lie, not an absence.
  golden_path_certificate_expiry_timestamp_seconds: none,
  golden_path_clock_offset_seconds: none,
  golden_path_run_failures_total: (scenarios) => scenarios.flatMap(declaredFailures),
  golden_path_findings_total: () => Object.entries(codes).map(([code, { severity }]) => ({ code, severity })),
  golden_path_conversations_total: of(asks, 'golden_path_conversations_total'),
  golden_path_answers_total: of(asks, 'golden_path_answers_total'),
  golden_path_phase_duration_seconds: (scenarios) => scenarios.flatMap(declaredPhases),
  golden_path_ws_closes_total: (scenarios) =>
    scenarios.flatMap(({ id: scenario }) =>
      usualCloses.flatMap((close) => closePhases.map((phase) => ({ scenario, ...close, phase }))),
    ),
  golden_path_isolation_pairs_checked_total: of(judges('isolation'), 'golden_path_isolation_pairs_checked_total'),
  golden_path_isolation_leaks_total: of(judges('isolation'), 'golden_path_isolation_leaks_total'),
  golden_path_race_attempts_total: of(races, 'golden_path_race_attempts_total'),
  golden_path_race_failures_total: of(races, 'golden_path_race_failures_total'),
  golden_path_connect_skew_seconds: of(races, 'golden_path_connect_skew_seconds'),
}

/** The pairs of rung and domain of the codes that a scenario is out to name. */
function declaredFailures({ id: scenario, hunts }: Scenario): Labels[] {
  const pairs = new Map(hunts.map((code) => [`${codes[code].phase} ${codes[code].domain}`, codes[code]]))
  return [...pairs.values()].map(({ phase, domain }) => ({ scenario, phase, domain }))
}

function declaredPhases(scenario: Scenario): Labels[] {
  return timedPhases
    .filter((phase) => asks(scenario) || (phase !== 'events' && phase !== 'answer'))
    .map((phase) => ({ scenario: scenario.id, phase }))
}
