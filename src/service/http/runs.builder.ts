import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import type { Evidence, EvidenceContext } from '../../model/evidence-file.ts'

/** What a test says of its run; the rest is a watch run of the golden path. */
export type Run = Partial<EvidenceContext> & { readonly runId: string }

/** A run in which all went well. */
export function aGoodRun(over: Run): Evidence {
  const builder = new EvidenceBuilder().health()
  builder.user(1).whole()
  return builder.step('converse', 'user-1').build(over)
}

/** A run in which the factory failed: the socket is closed with 1011 right after the upgrade. */
export function aFactoryFailure(over: Run): Evidence {
  const builder = new EvidenceBuilder().health()
  builder.user(1).signIn().verify().upgrade().closedBy(1011, 'Factory SSOT validation failed')
  return builder.step('connect', 'user-1', 'failed', 'closed').build({ ended: 'complete', ...over })
}

/** Text that tries to become markup, script, another reading direction or a wall. */
export const hostile = `<script>document.title='pwned'</script><img src=x onerror="document.title='pwned'">"'&lt;\u202egnp.exe\u0000\u001b[31m</pre></details>${'A'.repeat(200_000)}`

/** A run in which everything that a target can write is hostile. */
export function aHostileRun(over: Run): Evidence {
  const builder = new EvidenceBuilder().health({ body: hostile })
  const user = builder.user(1).signIn()
  user.http({
    purpose: 'verify',
    method: 'GET',
    url: `https://auth.example.com/${hostile}`,
    status: 500,
    body: hostile,
  })
  user.upgrade({ headers: { 'x-trouble': hostile }, protocol: hostile.slice(0, 500) })
  user.welcome({ connection_id: hostile, mode: hostile }).prompt()
  user.event('agent_started', { agent_name: hostile })
  user.event('tool_executing', { agent_name: hostile, tool_name: hostile })
  user.event(hostile, { data: { reasoning: hostile } }).got(hostile)
  user.event('agent_error', { agent_name: hostile, data: { error: hostile, message: hostile } })
  user.closedBy(1011, hostile.slice(0, 123))
  return builder.step(hostile, 'user-1', 'failed', hostile).build(over)
}
