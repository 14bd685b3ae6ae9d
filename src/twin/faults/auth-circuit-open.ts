import { type CircuitBreaker, createCircuitBreaker } from '../auth/circuit-breaker.ts'
import type { Identity } from '../chat/identity.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

const message = 'Authentication circuit breaker is open'
const refused: Identity = {
  kind: 'refused',
  errorCode: 'AUTH_CIRCUIT_BREAKER_OPEN',
  message,
  close: { code: 1011, reason: message },
}

/**
 * C9: one breaker serves all users of a process. Strangers keep showing bad tokens to every instance, one each
 * `strangersEveryMs` (`never`: there are none), and so keep everybody out.
 */
const fault: Fault = {
  name: 'auth-circuit-open',
  summary: 'Bad tokens of strangers have opened the circuit breaker: good ones are refused at once.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-circuit-open'] },
  hunts: ['golden-path', 'concurrent-users', 'upgrade-matrix', 'identity-reconnect'],
  params: { strangersEveryMs: '1000', threshold: '5' },
  hooks: ({ clock, params }) => {
    const everyMs = params.strangersEveryMs === 'never' ? null : Number(params.strangersEveryMs)
    const breakers = new Map<Instance, CircuitBreaker>()
    const strangersUntilMs = new Map<Instance, number>()
    const breakerOf = (instance: Instance) => {
      const breaker = breakers.get(instance) ?? createCircuitBreaker(Number(params.threshold))
      breakers.set(instance, breaker)
      return breaker
    }
    /** What strangers have done since we last looked; they began half a minute before the twin did. */
    const letStrangersCome = (instance: Instance, nowMs: number) => {
      if (everyMs === null) return
      const breaker = breakerOf(instance)
      let atMs = strangersUntilMs.get(instance) ?? -30_000
      for (; atMs <= nowMs; atMs += everyMs) if (breaker.allows(atMs)) breaker.record(false, atMs)
      strangersUntilMs.set(instance, atMs)
    }
    return {
      async identity(call, next) {
        if (call.via === 'http') return next(call)
        const breaker = breakerOf(call.instance)
        letStrangersCome(call.instance, clock.now())
        if (!breaker.allows(clock.now())) return refused
        const identity = await next(call)
        breaker.record(identity.kind === 'user', clock.now())
        return identity
      },
    }
  },
}

export default fault
