import { type Band, bandsOf, type Cadence } from '../../cadence.ts'
import { duration, inWords } from '../../promql/duration.ts'
import { someScenarios } from '../recordings.ts'
import type { Alert } from '../rule.ts'
import { type Windows, windowsOf } from '../windows.ts'

const DAY_S = 86_400

/** What makes the green worth less, long before anything breaks. */
export function upkeepAlerts(cadence: Cadence): Alert[] {
  const windows = windowsOf(cadence)
  return [
    embedded(windows),
    ...drill(windows),
    certificate(14, 'ticket'),
    certificate(2, 'page'),
    unknownScenario(cadence, windows),
    ...bandsOf(cadence).map((band) => slowerSchedule(band, windows)),
  ]
}

function embedded({ keepMs }: Windows): Alert {
  return {
    kind: 'alert',
    alert: 'GoldenPathWatchesDemo',
    expr: 'golden_path_target_info{kind="embedded"} == 1',
    forMs: keepMs,
    severity: 'page',
    domain: 'monitor',
    summary: 'The monitor watches its own demo, not the target',
    description:
      'The target is the embedded twin: whatever is green says nothing about a real system. Name the target (GOLDEN_PATH_TARGET) and set GOLDEN_PATH_REQUIRE_TARGET=1, so that a missing one is an error.',
    repeat: 'doctor',
    page: '/',
  }
}

function drill({ drillMs, beatMs }: Windows): Alert[] {
  return [
    {
      kind: 'alert',
      alert: 'GoldenPathDrillStale',
      expr: `time() - golden_path_drill_last_run_timestamp_seconds > ${Math.round(drillMs / 1_000)}`,
      // Also true of a monitor that has never drilled: that one gets a day.
      forMs: drillMs / 8,
      severity: 'ticket',
      domain: 'monitor',
      summary: 'The last drill is too old to vouch for the green',
      description: `Nobody has proven for ${inWords(drillMs)} that the monitor still sees faults. Plan drills with \`drill\` in the configuration.`,
      repeat: 'drill --short',
      page: '/',
    },
    {
      kind: 'alert',
      alert: 'GoldenPathDrillFailed',
      expr: 'sum without (result) (golden_path_drill_faults{result!="caught"}) > 0',
      forMs: beatMs,
      severity: 'ticket',
      domain: 'monitor',
      summary: 'In the last drill {{ $value }} faults were not called by their names',
      description:
        'Faults were missed, misnamed, or seen where there were none. Until the drill is clean again, a green may hide what it did not see.',
      repeat: 'drill',
      page: '/',
    },
  ]
}

function certificate(days: number, severity: Alert['severity']): Alert {
  return {
    kind: 'alert',
    alert: 'GoldenPathCertificateExpires',
    expr: `golden_path_certificate_expiry_timestamp_seconds - time() < ${days * DAY_S}`,
    severity,
    domain: 'network',
    summary: 'The certificate of {{ $labels.role }} expires in {{ $value | humanizeDuration }}',
    description:
      'When it has expired, no browser opens the application and every run fails on its first rung. Renew it, or find out why it did not renew itself.',
    repeat: 'doctor',
    page: '/',
  }
}

function unknownScenario({ scenarios }: Cadence, { keepMs }: Windows): Alert {
  const known = [...scenarios.keys()].join('|')
  return outdated(`golden_path_next_run_timestamp_seconds{scenario!~"${known}"} > 0`, keepMs)
}

/** A scenario that runs less often than its rules count on would never fail often enough within their windows. */
function slowerSchedule({ ids, intervalMs }: Band, { keepMs }: Windows): Alert {
  const next = `golden_path_next_run_timestamp_seconds{${someScenarios(ids)}}`
  const labels = { interval: duration(intervalMs) }
  return { ...outdated(`${next} - time() > ${Math.ceil((1.5 * intervalMs) / 1_000)}`, keepMs), labels }
}

function outdated(expr: string, forMs: number): Alert {
  return {
    kind: 'alert',
    alert: 'GoldenPathRulesOutdated',
    expr,
    forMs,
    severity: 'ticket',
    domain: 'monitor',
    summary: 'These rules were made for another schedule ({{ $labels.scenario }})',
    description:
      'The scenario is new, or runs less often than the rules reckon with: its failures would not be counted. Make the rules again with `npm run dashboards` and load them.',
    repeat: 'schedule',
    page: '/scenarios/{{ $labels.scenario }}',
  }
}
