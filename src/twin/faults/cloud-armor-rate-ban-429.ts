import type { Fault } from '../fault.ts'
import { type HttpCall, type HttpReply, words } from '../http/exchange.ts'

const minuteMs = 60_000
const banMs = 600_000
const mostPerMinute = 100
const page = '<!doctype html><meta charset="utf-8"><title>429</title>429 Too Many Requests'

/**
 * B3: more than a hundred requests a minute from one address, outside `/api/`, are banned for ten minutes. Others behind
 * our address have made most of them: `others` is how many in this minute.
 */
const fault: Fault = {
  name: 'cloud-armor-rate-ban-429',
  summary: 'Somebody behind our address has nearly used up the rate limit; our next few requests bring the ban.',
  family: 'B',
  expected: { verdict: 'inconclusive', codes: ['cloud-armor-rate-ban-429'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  params: { others: '95' },
  hooks: ({ clock, params }) => {
    let recent: readonly number[] = Array.from({ length: Number(params.others) }, () => clock.now())
    let bannedUntilMs = Number.NEGATIVE_INFINITY
    const limited = async (call: HttpCall, next: (call: HttpCall) => Promise<HttpReply>) => {
      if (call.path.startsWith('/api/')) return next(call)
      const nowMs = clock.now()
      recent = [...recent.filter((atMs) => atMs > nowMs - minuteMs), nowMs]
      if (recent.length > mostPerMinute) bannedUntilMs = nowMs + banMs
      return nowMs < bannedUntilMs ? words(429, page, 'text/html; charset=UTF-8') : next(call)
    }
    return { authHttp: limited, front: limited }
  },
}

export default fault
