/** Rungs of the ladder, lowest first. The first red rung is the run's failure. */
export const phases = ['platform', 'auth', 'handshake', 'welcome', 'events', 'answer', 'isolation', 'close'] as const
/** One rung of the ladder. */
export type Phase = (typeof phases)[number]

/** On-call's first question: whose fault is it? */
export const domains = [
  'platform',
  'network',
  'auth',
  'handshake',
  'factory',
  'routing',
  'agent',
  'llm',
  'isolation',
  'monitor',
] as const
/** Who is to blame. */
export type Domain = (typeof domains)[number]

/** What a run says in the end, worst first: of several, the first in this list wins. */
export const verdicts = ['fail', 'error', 'cancelled', 'inconclusive', 'degraded', 'pass'] as const
/** What a run says in the end. */
export type Verdict = (typeof verdicts)[number]

/** Why a run was started. Only `watch` counts in the main metrics. */
export const purposes = ['watch', 'manual', 'gate', 'drill', 'probe'] as const
/** Why a run was started. */
export type Purpose = (typeof purposes)[number]

/** Event policies, strictest first; each accepts whatever the one before accepts. */
export const policies = ['strict', 'observed', 'minimal'] as const
/** Which event sequences are legal. */
export type Policy = (typeof policies)[number]

/** How heavy a finding weighs: `fail` blames the target, `warn` makes a pass degraded. */
export const severities = ['fail', 'warn'] as const
/** How heavy a finding weighs. */
export type Severity = (typeof severities)[number]

/** Presets of procedure × envelope (protocol.md §0, §3). */
export const dialects = ['bridge', 'manager', 'payload', 'handshake'] as const
/** What a target speaks on its socket. */
export type Dialect = (typeof dialects)[number]

/** The five agent events of the golden path, in their order. */
export const agentEvents = [
  'agent_started',
  'agent_thinking',
  'tool_executing',
  'tool_completed',
  'agent_completed',
] as const
/** One of the five agent events. */
export type AgentEvent = (typeof agentEvents)[number]

/** How a token travels with an upgrade (protocol.md §2.3). */
export const transports = ['header', 'subprotocol'] as const
/** How a token travels with an upgrade. */
export type Transport = (typeof transports)[number]

/** The ways to a target: through its load balancer, as users go, or past it. */
export const routes = ['balanced', 'direct'] as const
/** One way to a target. */
export type Route = (typeof routes)[number]

/** Credentials that must be refused: the negative controls. */
export const badCredentials = ['no_token', 'tampered', 'expired', 'logged_out'] as const
/** A credential that must be refused. */
export type BadCredential = (typeof badCredentials)[number]
