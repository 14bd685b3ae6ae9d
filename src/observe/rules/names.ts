/** What the recording rules record. Dashboards and alerts name it only through here. */
export const recorded = {
  /** Failed runs of a scenario among its last three. */
  failedOfThree: 'golden_path:failed_runs:of_three',
  /** Of these, rung and domain that came most often. */
  worstOfThree: 'golden_path:failed_runs:of_three_by_domain',
  /** How many core scenarios fail now: two of their last three runs, the last one among them. */
  downNow: 'golden_path:down:scenarios',
  /** When the main scenario failed last; absent when it has not for a day. */
  mainFailedAt: 'golden_path:main_failed:timestamp_seconds',
  /** Failed runs of late of all scenarios but the main one. */
  failedElsewhere: 'golden_path:failed_runs:elsewhere',
  /** Of these, the domain that came most often. */
  worstElsewhere: 'golden_path:failed_runs:elsewhere_by_domain',
  /** The domain that came most often of late in any scenario. */
  worstRecently: 'golden_path:failed_runs:recent_by_domain',
  /** Share of sockets of late that the server closed with 1011. */
  closes1011: 'golden_path:closes_1011:ratio',
  /** Runs of late in which that happened. */
  runsWith1011: 'golden_path:closes_1011:runs',
  /** How long the target has had its revision, in seconds; absent until a change was seen, and while it changes all the time. */
  revisionAge: 'golden_path:target_revision:age_seconds',
  /** Runs of late that say nothing, as a share. */
  blindRatio: 'golden_path:blind_runs:ratio',
  /** How many these are. */
  blindRuns: 'golden_path:blind_runs:count',
  /** What nine of ten waits were shorter than, by `measure`; absent while there are few of them. */
  latency: 'golden_path:latency_seconds:p90',
  /** Conversations that failed, as a share, by `window`. */
  badRatio: 'golden_path:conversations_bad:ratio',
  /** Failed runs, by `window`. */
  failedRuns: 'golden_path:failed_runs:count',
  /** Of these, the domain that came most often, by `window`. */
  worstRuns: 'golden_path:failed_runs:count_by_domain',
  /** Conversations by `outcome` in one step of the error budget. */
  budgetStep: 'golden_path:conversations:increase_step',
  /** Share of the error budget that is left; below 0 when it is overspent. */
  budgetLeft: 'golden_path:error_budget_left:ratio',
  /** Upper bound of the rate of failed races, at 95 %, by `window`; only windows in which the revision did not change. */
  raceBound: 'golden_path:race_failures:rate_bound',
} as const

/** Labels of recorded series that no metric of the catalogue has, with their values. */
export type RecordedName = (typeof recorded)[keyof typeof recorded]
