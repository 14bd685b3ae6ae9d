import { expect, test } from 'vitest'
import { codeNames } from '../../model/codes.ts'
import { catalogue, type MetricName, metricNames } from './catalogue.ts'
import type { Metric } from './metric.ts'

/**
 * The contract as those read it who wrote dashboards and alerts: one line a metric, without the prefix. A change here breaks
 * them, so it is made on purpose or not at all.
 */
const contract = `
build_info gauge version=own node=own
target_info gauge target=own kind=embedded,remote policy=strict,observed,minimal
runs_total counter scenario=scenarios verdict=fail,error,cancelled,inconclusive,degraded,pass
run_failures_total counter scenario=scenarios phase=platform,auth,handshake,welcome,events,answer,isolation,close domain=platform,network,auth,handshake,factory,routing,agent,llm,isolation,monitor
findings_total counter code=${codeNames.join(',')} severity=fail,warn
runs_inconclusive_total counter scenario=scenarios reason=rate_limited,back_off,no_positive_control,no_overlap,identity_collapse,nothing_examined,caller_deadline,unattributed
run_errors_total counter reason=scenario_threw,judge_threw,browser,loop_stalled,clock_jump,offline,credentials,killed,internal
runs_skipped_total counter scenario=scenarios reason=overlap,budget,back_off,maintenance,leased,llm_cap,shutdown
conversations_total counter scenario=scenarios outcome=good,bad,void
last_verdict gauge scenario=scenarios verdict=fail,error,cancelled,inconclusive,degraded,pass
last_run_timestamp_seconds gauge scenario=scenarios
last_success_timestamp_seconds gauge scenario=scenarios
next_run_timestamp_seconds gauge scenario=scenarios
run_duration_seconds histogram scenario=scenarios
phase_duration_seconds histogram scenario=scenarios phase=platform,auth,handshake,welcome,events,answer,close
connect_duration_seconds histogram part=dns,tcp,tls,upgrade
event_delay_seconds histogram event=agent_started,agent_thinking,tool_executing,tool_completed,agent_completed
event_silence_seconds histogram
threshold_seconds gauge measure=sign_in,welcome,first_event,silence,answer level=warn,fail
ws_upgrades_total counter scenario=scenarios status=101,400,401,403,404,408,429,500,502,503,504,other,none
ws_closes_total counter scenario=scenarios close_code=1000,1001,1002,1003,1005,1006,1007,1008,1009,1011,1012,1013,4xxx,other initiator=server,client,none phase=welcome,events,answer,close
ws_1011_closes_total counter phase=welcome,events,answer,close reason_class=none,auth,factory,service_init,not_ready,mode_error,send_failed,processing,cleanup,internal,keepalive,other
ws_error_frames_total counter error_type=RecursionError,TypeError,AttributeError,ImportError,NameError,KeyError,other,none
ws_frames_total counter direction=in,out kind=text,binary,ping,pong,malformed,oversized
ws_open_sockets gauge
event_checks_total counter event=agent_started,agent_thinking,tool_executing,tool_completed,agent_completed result=ok,missing,duplicated,out_of_order,unpaired
isolation_pairs_checked_total counter scenario=scenarios proof=structural,content
isolation_leaks_total counter scenario=scenarios channel=id,nonce,token,fact,bystander
identity_checks_total counter result=match,prefix_match,mismatch,collapsed,absent
negative_controls_total counter control=no_token,tampered,expired,logged_out,foreign_thread result=refused,accepted,not_run
race_attempts_total counter scenario=scenarios
race_failures_total counter scenario=scenarios
connect_skew_seconds histogram scenario=scenarios
answers_total counter scenario=scenarios result=proven,present,no_nonce,echo,canned,apology,empty
drift_total counter kind=unknown_type,unknown_field,missing_field,envelope,alias
health_disagreements_total counter direction=healthy_but_broken,unhealthy_but_working
target_requests_total counter role=auth,api,ws,app status_class=2xx,3xx,4xx,5xx,429,none
request_budget_used_ratio gauge
guard_file_usable gauge
target_revision_changes_total counter service=auth,api,app
target_revision_changed_timestamp_seconds gauge service=auth,api,app
certificate_expiry_timestamp_seconds gauge role=auth,api,ws,app
clock_offset_seconds gauge role=auth,api,ws,app
schedule_lag_seconds histogram
drill_faults gauge result=caught,missed,misnamed,false_alarm
drill_last_run_timestamp_seconds gauge
config_last_reload_successful gauge
config_last_reload_success_timestamp_seconds gauge
scenarios_loaded gauge
history_writes_total counter result=ok,failed
data_bytes gauge kind=history,evidence
browser_processes gauge
web_vitals_seconds histogram vital=lcp,inp,ttfb,first_event_on_screen
`

test('the catalogue is what was promised, no metric, label or value more or less', () => {
  expect(metricNames.map(line)).toEqual(contract.trim().split('\n'))
})

test.each(metricNames)('%s says what it is, and its buckets rise', (name) => {
  const { help, kind, buckets }: Metric = catalogue[name]
  expect(help).toMatch(/^[A-Z1].*\.$/)
  expect(buckets.length > 0).toBe(kind === 'histogram')
  expect([...buckets].sort((a, b) => a - b)).toEqual(buckets)
})

function line(name: MetricName): string {
  const { kind, labels }: Metric = catalogue[name]
  const shown = Object.entries(labels).map(([label, values]) => `${label}=${values.toString()}`)
  return [name.replace(/^golden_path_/, ''), kind, ...shown].join(' ')
}
