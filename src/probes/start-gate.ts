import type { Clock } from '../kernel/clock.ts'

/** One participant's place at a gate. */
export type GatePlace = {
  readonly gate: string
  /** How many wait at this gate. */
  readonly size: number
  /** How long after the gate opened this one goes, as planned; milliseconds of target time. */
  readonly offsetMs: number
  /** When its request really left, on the clock of the run; null: it has not. */
  readonly releasedMs: number | null
  /** Its connection stands; `go` sends the request. */
  arrive(go: () => void): void
  /** It will not come. To leave after having arrived means nothing. */
  leave(): void
}

/** What a gate is made of. */
export type GateParts = {
  readonly clock: Clock
  readonly name: string
  /** One for each participant, milliseconds of target time from 0. */
  readonly offsetsMs: readonly number[]
  /** How long after the first arrival nobody is waited for any more. Who is late then goes at once, and the skew shows it. */
  readonly patienceMs: number
}

type Place = {
  readonly offsetMs: number
  state: 'coming' | 'waiting' | 'away'
  go: () => void
  releasedMs: number | null
}

/**
 * Holds back the requests of several connections until all of them stand, then lets them go in one tick, or by their
 * offsets. Without it the time that name lookup, TCP and TLS take decides who comes when, and a race needs luck.
 */
export function createStartGate({ clock, name, offsetsMs, patienceMs }: GateParts): readonly GatePlace[] {
  const places = offsetsMs.map(
    (offsetMs): Place => ({ offsetMs, state: 'coming', go: () => undefined, releasedMs: null }),
  )
  let isOpen = false
  let patience: Disposable | null = null

  function release(place: Place): void {
    place.go()
    place.releasedMs = clock.now()
  }
  function open(): void {
    isOpen = true
    patience?.[Symbol.dispose]()
    const waiting = places.filter(({ state }) => state === 'waiting')
    for (const place of waiting) if (place.offsetMs === 0) release(place)
    for (const place of waiting) if (place.offsetMs > 0) clock.timer(place.offsetMs, () => release(place))
  }
  function openWhenComplete(): void {
    if (!isOpen && places.every(({ state }) => state !== 'coming')) open()
  }

  return places.map((place) => ({
    gate: name,
    size: places.length,
    offsetMs: place.offsetMs,
    get releasedMs() {
      return place.releasedMs
    },
    arrive(go) {
      place.state = 'waiting'
      place.go = go
      if (isOpen) release(place)
      else patience ??= clock.timer(patienceMs, open)
      openWhenComplete()
    },
    leave() {
      if (place.state !== 'coming') return
      place.state = 'away'
      openWhenComplete()
    },
  }))
}
