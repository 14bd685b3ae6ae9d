import { type Clock, createClock } from '../kernel/clock.ts'
import { withDeadline } from '../kernel/deadline.ts'
import { createMask } from '../kernel/mask.ts'
import type { Artifact } from '../model/artifact.ts'
import type { MonitorFact } from '../model/evidence.ts'
import type { Evidence, StepEvidence } from '../model/evidence-file.ts'
import { createAuthProbe } from '../probes/auth-probe.ts'
import type { BrowserProbe } from '../probes/browser/browser-probe.ts'
import { type ChatProbe, createChatProbe } from '../probes/chat-probe.ts'
import { learnCredentials } from '../probes/learn-credentials.ts'
import { createLoopWatch } from '../probes/loop-watch.ts'
import { createPlatformProbe } from '../probes/platform-probe.ts'
import { createRecorder, type Recorder } from '../probes/recorder.ts'
import { createThreadProbe } from '../probes/thread-probe.ts'
import { createBrowsing } from './browsing.ts'
import { type Addresses, createCast } from './cast.ts'
import { describeContext } from './describe-context.ts'
import { describe, type Ending, meaningOf } from './exceptions.ts'
import type { RunOptions } from './run-scenario.ts'
import { createStage } from './stage.ts'
import { createStepBook, type StepNews } from './step-book.ts'

/** A run that was admitted. */
export type Admitted = RunOptions & {
  readonly runId: string
  readonly startedAt: string
  readonly addresses: Addresses
}

/** Cleanup has a budget of its own, so that a run out of time still closes its sockets (milliseconds of target time). */
const CLEANUP_MS = 10_000

/** A browser must be given the time that closing it takes, or killing it (real milliseconds). */
const BROWSER_CLEANUP_MS = 30_000

/** What the users of a scenario saw, and what their pages left for a person to look at. Disposing throws the latter away. */
export type Acted = AsyncDisposable & {
  readonly evidence: Evidence
  artifacts(): Promise<readonly Artifact[]>
}

/** Lets the users of a scenario act, closes whatever they left open, and gives what they saw. */
export async function act(run: Admitted): Promise<Acted> {
  // Loading what drives a browser takes a while in which our loop stands still, and few scenarios need it.
  const browsers = needsBrowser(run) ? await import('../probes/browser/browser-probe.ts') : null
  const clock = createClock(run.timeScale)
  const mask = createMask()
  const recorder = createRecorder({ clock, mask })
  const loop = createLoopWatch({ clock, recorder })
  const { target, credentials } = run
  const shelf = run.shelf === undefined ? {} : { shelf: run.shelf }
  const parts = { target, credentials, recorder, clock, mask, loop, ...shelf }
  const chat = createChatProbe({
    ...parts,
    compression: run.compression ?? false,
    ...(run.sockets === undefined ? {} : { count: run.sockets }),
  })
  const auth = createAuthProbe(parts)
  const browser =
    browsers?.createBrowserProbe({
      ...parts,
      auth,
      chromium: run.chromium ?? null,
      keepsArtifacts: run.keepsArtifacts ?? false,
      ...(run.browsers === undefined ? {} : { count: run.browsers }),
    }) ?? null
  const cast = createCast(run.addresses, run.users)
  learnCredentials(mask, credentials, cast.evidence())
  const everybody = cast.evidence().map((user) => user.id)
  run.progress({ kind: 'run-started', runId: run.runId, scenario: run.scenario.id, users: everybody })
  const steps: StepEvidence[] = []
  const line = (thrown: unknown) => mask.text(describe(thrown))
  const ended = await perform(run, { clock, recorder, chat, browser }, (signal) => {
    const { thresholds, urls } = target
    const book = createStepBook({ clock, signal, steps, listener: listenerOf(run), describe: line })
    const stage = createStage({
      cast,
      clock,
      signal,
      thresholds,
      routes: urls.directWs === undefined ? ['balanced'] : ['balanced', 'direct'],
      options: optionsOf(run),
      seed: run.seed,
      steps: book,
      platform: createPlatformProbe(parts),
      auth,
      threads: createThreadProbe(parts),
      chat,
      browsing: createBrowsing({ cast, steps: book, thresholds, timeScale: clock.timeScale, probe: browser }),
    })
    return run.scenario.run(stage)
  })
  loop[Symbol.dispose]()
  const { facts } = recorder
  const evidence: Evidence = {
    schema: 'golden-path/evidence@1',
    context: describeContext(run, { ended, observedUntilMs: clock.now(), loopDelayMaxMs: loop.maxDelayMs, facts }),
    users: cast.evidence(),
    steps,
    facts: [...facts],
  }
  return {
    evidence,
    artifacts: async () => (await browser?.artifacts()) ?? [],
    [Symbol.asyncDispose]: async () => browser?.discard(),
  }
}

function needsBrowser({ scenario }: Admitted): boolean {
  return scenario.needs?.includes('browser') === true
}

type Performers = {
  readonly clock: Clock
  readonly recorder: Recorder
  readonly chat: ChatProbe
  readonly browser: BrowserProbe | null
}

/** Plays within the run's deadline, and cleans up after it whatever came of it. */
async function perform(
  run: Admitted,
  { clock, recorder, chat, browser }: Performers,
  play: (signal: AbortSignal) => Promise<void>,
): Promise<Ending> {
  const note = (what: MonitorFact['what'], detail: string) =>
    recorder.record({ kind: 'monitor', atMs: clock.now(), user: null, what, durationMs: 0, detail })
  let playing: Promise<void> = Promise.resolve()
  let ended: Ending = 'complete'
  try {
    await withDeadline(
      { clock, signal: run.signal },
      `the run of ${run.scenario.id}`,
      run.scenario.deadlineMs,
      (signal) => {
        playing = play(signal)
        return playing
      },
    )
  } catch (thrown) {
    const meaning = meaningOf(thrown, run.signal)
    ended = meaning.ended
    if (meaning.note !== null) note(meaning.note.what, meaning.note.detail)
  }
  const cleanUp = async (what: string, ms: number, work: (signal: AbortSignal) => Promise<void>) => {
    const { signal } = new AbortController()
    await withDeadline({ clock, signal }, what, ms, work).catch((thrown: unknown) =>
      note('cleanup-failed', describe(thrown)),
    )
  }
  if (browser !== null) {
    await cleanUp('closing the browser', BROWSER_CLEANUP_MS * clock.timeScale, () => browser.closeAll())
  }
  await cleanUp('closing the sockets', CLEANUP_MS, async (signal) => {
    await chat.closeAll(signal)
    // A run that was cut short still winds down: what its last exchanges saw belongs into the evidence.
    await Promise.allSettled([playing])
  })
  return ended
}

/** The values of the scenario's options: as chosen, else the first of each. */
function optionsOf({ scenario, options = {} }: Admitted): Readonly<Record<string, string>> {
  const defaults = Object.entries(scenario.options ?? {}).map(([name, { values }]) => [name, values[0]])
  return { ...Object.fromEntries(defaults), ...options }
}

function listenerOf({ progress, runId, scenario }: Admitted): (news: StepNews) => void {
  return (news) => progress({ kind: 'step', runId, scenario: scenario.id, ...news })
}
