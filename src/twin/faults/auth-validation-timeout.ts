import type { Fault } from '../fault.ts'

/** When the backend gives up, as it was observed. */
const patienceMs = 101.1
/** How far back the auth service feels its load. */
const memoryMs = 10_000
const aloneMs = 20
/** What each other validation of late adds to one. */
const eachOtherMs = 25
const message = 'Token validation was cancelled: the auth service did not answer within 0.1011 s'

/** C10: the backend asks the auth service about every token and gives up after a tenth of a second. Load makes it slower. */
const fault: Fault = {
  name: 'auth-validation-timeout',
  summary: 'Under load the auth service takes longer than the tenth of a second that the backend waits for it.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-validation-timeout'] },
  hunts: ['concurrent-users', 'instance-drift'],
  hooks: ({ clock }) => {
    let recent: readonly number[] = []
    return {
      async identity(call, next) {
        const nowMs = clock.now()
        recent = recent.filter((atMs) => atMs > nowMs - memoryMs)
        const neededMs = aloneMs + eachOtherMs * recent.length
        recent = [...recent, nowMs]
        if (neededMs <= patienceMs) return next(call)
        const close = { code: 1011, reason: message.slice(0, 50) }
        return { kind: 'refused', errorCode: 'AUTH_SERVICE_ERROR', message, close }
      },
    }
  },
}

export default fault
