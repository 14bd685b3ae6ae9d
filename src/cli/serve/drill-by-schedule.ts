import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Variables } from '../../config/credentials.ts'
import type { ConfigFile } from '../../config/define.ts'
import type { Clock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import { createScheduler } from '../../service/schedule/scheduler.ts'
import type { Log } from '../../sinks/log/create-log.ts'
import { readRecord } from '../drill/drill-record.ts'

/** Drills the monitor by its schedule, and tells the score of the last drill whoever made it. */
export type Drills = AsyncDisposable & {
  /** Puts the schedule of a configuration in force. */
  follow(config: ConfigFile): void
}

/** What drilling needs. */
export type DrillsParts = {
  readonly dataDir: string
  readonly cwd: string
  /** The flag `--config`. */
  readonly config: string | undefined
  readonly variables: Variables
  readonly clock: Clock
  readonly log: Log
  readonly tell: (event: MonitorEvent) => void
}

/** A drill may also be made by hand, so its record is looked at this often. */
const LOOK_EVERY_MS = 60_000
/** Many times what a whole drill takes, two runs at a time and behind all others. */
const DEADLINE_MS = 3 * 60 * 60_000
const launcher = fileURLToPath(new URL('../../../bin/golden-path.mjs', import.meta.url))

/** Makes drills that have no schedule yet. Disposing ends a drill that goes on. */
export function createDrills(parts: DrillsParts): Drills {
  const { clock, dataDir, log, tell } = parts
  const stop = new AbortController()
  let toldWallMs = 0
  let isShort = true
  let drilling: Promise<void> | null = null
  const scheduler = createScheduler({ clock, seed: 'drill', due: begin })
  let timer = clock.timer(0, () => void look())

  async function look(): Promise<void> {
    const drilled = await readRecord(dataDir)
    if (stop.signal.aborted) return
    if (drilled !== null && drilled.wallMs !== toldWallMs) {
      toldWallMs = drilled.wallMs
      tell(drilled)
    }
    timer = clock.timer(LOOK_EVERY_MS, () => void look())
  }

  function begin(): void {
    if (drilling !== null) {
      log.warn({}, 'The last drill still goes on, so this one is left out.')
      return
    }
    drilling = drill()
      .catch((error: unknown) => log.error({ reason: messageOf(error) }, 'The drill did not come to its end.'))
      .finally(() => {
        drilling = null
        timer[Symbol.dispose]()
        if (!stop.signal.aborted) void look()
      })
  }

  /** In a process of its own, behind all others: twins and drills must not make the watch late. */
  async function drill(): Promise<void> {
    const choice = [...(isShort ? ['--short'] : []), ...(parts.config === undefined ? [] : ['--config', parts.config])]
    const args = [launcher, 'drill', '--data-dir', dataDir, '--parallel', '2', ...choice]
    const child = spawn(process.execPath, args, { cwd: parts.cwd, env: { ...parts.variables }, stdio: 'ignore' })
    const ended = Promise.withResolvers<number | null>()
    child.once('error', ended.reject)
    child.once('exit', (code) => ended.resolve(code))
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
      const code = await withDeadline({ clock, signal: stop.signal }, 'the drill', DEADLINE_MS, () => ended.promise)
      if (code !== 0 && code !== 1) throw new Error(`it exited with ${code}; try it by hand`)
    } finally {
      child.kill('SIGKILL')
    }
  }

  return {
    follow({ drill: wanted, timeZone }) {
      isShort = wanted?.short ?? true
      const cadence = wanted === undefined ? null : { cron: wanted.cron, timeZone: wanted.timeZone ?? timeZone }
      scheduler.plan(cadence === null ? [] : [{ id: 'drill', cadence }], 0)
    },
    async [Symbol.asyncDispose]() {
      stop.abort(new Error('The monitor stops.'))
      scheduler[Symbol.dispose]()
      timer[Symbol.dispose]()
      await drilling
    },
  }
}
