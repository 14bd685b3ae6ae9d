import { type Clock, createClock } from '../kernel/clock.ts'
import { createMask } from '../kernel/mask.ts'
import { Secret } from '../kernel/secret.ts'
import { type Fact, factSchema } from '../model/evidence.ts'
import { type Target, targetSchema } from '../model/target.ts'
import type { SignedIn } from './auth-probe.ts'
import { createLoopWatch } from './loop-watch.ts'
import { createRecorder } from './recorder.ts'

/** A token that looks like one: its `sub` is `e2e-walt`. */
export const plantedToken = [
  Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url'),
  Buffer.from(JSON.stringify({ sub: 'e2e-walt', exp: 4_000_000_000 })).toString('base64url'),
  'c2lnbmF0dXJlLW9mLXdhbHQ',
].join('.')

/** A speaker. */
export const walt = { id: 'user-1', role: 'speaker', email: 'walt-1@example.com' } as const

/** A target on loopback. A machine that is busy must not miss its welcome, so that limit is lax unless `more` says otherwise. */
export function targetAt(ports: { api?: number; auth?: number; ws?: number }, more: object = {}): Target {
  const api = ports.api ?? 1
  const config = targetSchema.parse({
    urls: {
      auth: `http://127.0.0.1:${ports.auth ?? api}`,
      api: `http://127.0.0.1:${api}`,
      ws: `ws://127.0.0.1:${ports.ws ?? api}/ws`,
    },
    signIn: { way: 'e2e' },
    thresholds: { welcome: { warnMs: 60_000, failMs: 60_000 } },
    ...more,
  })
  return { ...config, name: 'loopback', kind: 'remote' }
}

/** The parts that all probes share. Disposing them stops the loop watch. */
export function probeParts(timeScale = 1) {
  const clock = createClock(timeScale)
  const mask = createMask()
  const recorder = createRecorder({ clock, mask })
  const loop = createLoopWatch({ clock, recorder })
  return { clock, mask, recorder, loop, [Symbol.dispose]: () => loop[Symbol.dispose]() }
}

/** A clock that counts its timers: those that wait, and all there ever were. */
export function countingClock(timeScale: number): { clock: Clock; timers: { waiting: number; made: number } } {
  const real = createClock(timeScale)
  const timers = { waiting: 0, made: 0 }
  const timer: Clock['timer'] = (ms, run) => {
    timers.made += 1
    timers.waiting += 1
    let waits = true
    const end = () => {
      timers.waiting -= waits ? 1 : 0
      waits = false
    }
    const inner = real.timer(ms, () => {
      end()
      run()
    })
    return {
      [Symbol.dispose]() {
        end()
        inner[Symbol.dispose]()
      },
    }
  }
  return { clock: { ...real, timer }, timers }
}

/** Walt with his token, which the mask knows. */
export function signedInWalt(mask: ReturnType<typeof createMask>): SignedIn {
  const token = new Secret(plantedToken)
  mask.add(token, 'token:user-1')
  return { user: walt, userId: 'e2e-walt', token, refresh: null, tokenTag: 'token:user-1', expiresAtMs: null }
}

/** The facts of one kind, after checking that facts are legal evidence (the first thousand, for speed). */
export function factsOf<Kind extends Fact['kind']>(
  facts: readonly Fact[],
  kind: Kind,
): Extract<Fact, { kind: Kind }>[] {
  for (const fact of facts.slice(0, 1_000)) factSchema.parse(fact)
  return facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)
}

/** The only fact of a kind; throws when there is none, or several. Stalls of a busy machine do not count. */
export function onlyFact<Kind extends Fact['kind']>(facts: readonly Fact[], kind: Kind): Extract<Fact, { kind: Kind }> {
  const steady = facts.filter((each) => each.kind !== 'monitor' || each.what !== 'loop-stalled')
  const [fact, ...rest] = factsOf(steady, kind)
  if (fact === undefined || rest.length > 0)
    throw new Error(`expected one ${kind} fact, got ${rest.length + Number(!!fact)}`)
  return fact
}

/** A signal that never aborts. */
export const calm: AbortSignal = new AbortController().signal
