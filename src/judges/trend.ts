import { count } from './count.ts'
import { type Growth, growths, trendPoints } from './growth.ts'
import type { Judge } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'

/**
 * Judges whether waits of one user grow from connection to connection, each of them within its limits: what stays behind
 * after a socket ends shows like this long before it breaks (handler-accumulation).
 */
export const judgeTrend: Judge = (view) => {
  const points = trendPoints(view)
  return {
    examined: points.length,
    symptoms: growths(view).map(sayGrowth),
    troubles: [],
    missing: [],
    held: `${count(points.length, 'wait')} that did not grow with the connections`,
  }
}

function sayGrowth({ what, phase, user, first, last, fromMs, toMs }: Growth): Symptom {
  return symptom({
    code: 'handler-accumulation',
    severity: 'warn',
    phase,
    user,
    expected: `${what} in the same time on every connection`,
    received: `${Math.round(fromMs)} ms on the first ones, ${Math.round(toMs)} ms on the last ones`,
    frames: [first.seq, last.seq],
    socket: last.socket,
  })
}
