import { errorCauses, inconclusiveCauses } from '../../model/causes.ts'
import { codeNames } from '../../model/codes.ts'
import { answerResults, identityResults, leakChannels, reasonClasses } from '../../model/measured-words.ts'
import { revisionServices, skipReasons } from '../../model/monitor-event.ts'
import { webVitals } from '../../model/screen-fact.ts'
import { agentEvents, domains, phases, policies, severities, verdicts } from '../../model/words.ts'
import * as values from './label-values.ts'
import { counter, gauge, histogram } from './metric.ts'

/** Labels that come again. */
const scenario = 'scenarios'
const role = values.requestRoles

/** Around the limits of design.md §4: 1, 2, 5, 10, 20, 60, 90 and 120 s. */
const runSeconds = [1, 5, 10, 30, 60, 120, 180, 300, 600] as const
const phaseSeconds = [0.1, 1, 2, 5, 10, 20, 60, 120] as const
const eventSeconds = [0.5, 1, 2, 5, 10, 20, 30, 60, 90, 120] as const
const connectSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const
const skewSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25] as const
const lagSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const
const vitalSeconds = [0.1, 0.25, 0.5, 1, 1.8, 2.5, 4, 8, 15, 30] as const

/**
 * Every metric of `/metrics`, by its full name: the public contract. Exposition, documentation, dashboards and tests all
 * read it here. Runs count only when their purpose is `watch`.
 */
export const catalogue = {
  golden_path_build_info: gauge('The running monitor; always 1.', { version: 'own', node: 'own' }),
  golden_path_target_info: gauge('The target under watch; always 1. Embedded is our own twin: a demo.', {
    target: 'own',
    kind: ['embedded', 'remote'],
    policy: policies,
  }),

  golden_path_runs_total: counter('Finished runs.', { scenario, verdict: verdicts }),
  golden_path_run_failures_total: counter('Failed runs by their first red rung and whose fault it is.', {
    scenario,
    phase: phases,
    domain: domains,
  }),
  golden_path_findings_total: counter('Findings of runs.', { code: codeNames, severity: severities }),
  golden_path_runs_inconclusive_total: counter('Runs that say nothing about the target, by the reason.', {
    scenario,
    reason: inconclusiveCauses,
  }),
  golden_path_run_errors_total: counter('Runs that the monitor itself spoilt.', { reason: errorCauses }),
  golden_path_runs_skipped_total: counter('Ticks of the schedule that did not become a run.', {
    scenario,
    reason: skipReasons,
  }),
  golden_path_conversations_total: counter('Conversations: the SLI is good / (good + bad).', {
    scenario,
    outcome: values.conversationOutcomes,
  }),
  golden_path_last_verdict: gauge('1 for the verdict of the last run, 0 for the others.', {
    scenario,
    verdict: verdicts,
  }),
  golden_path_last_run_timestamp_seconds: gauge('When the last run ended; 0 before the first.', { scenario }),
  golden_path_last_success_timestamp_seconds: gauge('When the last run ended that passed or was degraded.', {
    scenario,
  }),
  golden_path_next_run_timestamp_seconds: gauge('When the next run is due; 0 when none is planned.', { scenario }),
  golden_path_run_duration_seconds: histogram('How long runs took.', runSeconds, { scenario }),
  golden_path_phase_duration_seconds: histogram('How long phases took that completed.', phaseSeconds, {
    scenario,
    phase: values.timedPhases,
  }),

  golden_path_connect_duration_seconds: histogram('How long the parts of connecting took.', connectSeconds, {
    part: values.connectParts,
  }),
  golden_path_event_delay_seconds: histogram('From the prompt to the first event of each type.', eventSeconds, {
    event: agentEvents,
  }),
  golden_path_event_silence_seconds: histogram(
    'Longest wait between two agent events of a conversation.',
    eventSeconds,
    {},
  ),
  golden_path_threshold_seconds: gauge('The limits in force.', {
    measure: values.thresholdMeasures,
    level: values.thresholdLevels,
  }),
  golden_path_ws_upgrades_total: counter('Upgrade requests by the status of their answer.', {
    scenario,
    status: values.upgradeStatuses,
  }),
  golden_path_ws_closes_total: counter('Ends of open sockets.', {
    scenario,
    close_code: values.closeCodes,
    initiator: values.closeInitiators,
    phase: values.closePhases,
  }),
  golden_path_ws_1011_closes_total: counter('Closes with 1011 by the server, by what their reason says.', {
    phase: values.closePhases,
    reason_class: reasonClasses,
  }),
  golden_path_ws_error_frames_total: counter('Error frames by the type of error that they name.', {
    error_type: values.errorTypes,
  }),
  golden_path_ws_frames_total: counter('Frames.', { direction: values.frameDirections, kind: values.frameKinds }),
  golden_path_ws_open_sockets: gauge('Chat sockets that are open now.', {}),

  golden_path_event_checks_total: counter('What came of looking for each event in each conversation.', {
    event: agentEvents,
    result: values.eventCheckResults,
  }),
  golden_path_isolation_pairs_checked_total: counter('Ordered pairs of users whose isolation was proven.', {
    scenario,
    proof: values.isolationProofs,
  }),
  golden_path_isolation_leaks_total: counter('What of one user reached another.', {
    scenario,
    channel: leakChannels,
  }),
  golden_path_identity_checks_total: counter('Whom welcomes named, compared with the token.', {
    result: identityResults,
  }),
  golden_path_negative_controls_total: counter('Credentials and threads that must be refused.', {
    control: values.negativeControls,
    result: values.controlResults,
  }),
  golden_path_race_attempts_total: counter('How often upgrade requests were sent together.', { scenario }),
  golden_path_race_failures_total: counter('How many of these attempts went wrong.', { scenario }),
  golden_path_connect_skew_seconds: histogram('How far apart requests left that were sent together.', skewSeconds, {
    scenario,
  }),
  golden_path_answers_total: counter('What answers prove.', { scenario, result: answerResults }),
  golden_path_drift_total: counter('Differences of the wire from what is documented.', { kind: values.driftKinds }),
  golden_path_health_disagreements_total: counter('Runs in which health endpoints and users disagreed.', {
    direction: values.disagreements,
  }),

  golden_path_target_requests_total: counter('Requests to the target, upgrades included.', {
    role,
    status_class: values.statusClasses,
  }),
  golden_path_request_budget_used_ratio: gauge('Share of the request budget of the last minute that is used.', {}),
  golden_path_guard_file_usable: gauge(
    '1; 0 while the file of the guard cannot be used and this process keeps to the limits alone.',
    {},
  ),
  golden_path_target_revision_changes_total: counter('Changes of the revision of a service.', {
    service: revisionServices,
  }),
  golden_path_target_revision_changed_timestamp_seconds: gauge('When the revision last changed; 0: not seen yet.', {
    service: revisionServices,
  }),
  golden_path_certificate_expiry_timestamp_seconds: gauge('When the certificate expires.', { role }),
  golden_path_clock_offset_seconds: gauge("The target's clock minus ours.", { role }),

  golden_path_schedule_lag_seconds: histogram('How much later than planned ticks came.', lagSeconds, {}),
  golden_path_drill_faults: gauge('Faults of the last drill by what came of them.', { result: values.drillResults }),
  golden_path_drill_last_run_timestamp_seconds: gauge('When the last drill ended; 0: not seen yet.', {}),
  golden_path_config_last_reload_successful: gauge('1 when the last reading of the configuration was good.', {}),
  golden_path_config_last_reload_success_timestamp_seconds: gauge('When the configuration in force was read.', {}),
  golden_path_scenarios_loaded: gauge('Scenarios in force.', {}),
  golden_path_history_writes_total: counter('Writes to the history.', { result: values.writeResults }),
  golden_path_data_bytes: gauge('Size of what is kept on disk.', { kind: values.dataKinds }),
  golden_path_browser_processes: gauge('Browser processes that are alive now.', {}),
  golden_path_web_vitals_seconds: histogram('What a browser measured of the web app.', vitalSeconds, {
    vital: webVitals,
  }),
} as const

/** The full name of a metric. */
export type MetricName = keyof typeof catalogue

/** All names, in the order of the catalogue. */
export const metricNames = Object.keys(catalogue) as [MetricName, ...MetricName[]]
