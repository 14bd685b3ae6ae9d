import { type ChildProcess, spawn } from 'node:child_process'
import type { Clock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'

/** A program to run, and how to see that it is ready. */
export type ProgramOptions = {
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  /** Answers 200 once it is ready. */
  readonly readyUrl: string
  readonly clock: Clock
}

/** A program that runs. Disposing ends it: politely first. */
export type Program = AsyncDisposable & {
  /** The last of what it wrote to both streams. */
  readonly written: () => string
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>
}

const START_MS = 60_000
const STOP_MS = 20_000
const POLL_MS = 100
const KEPT_CHARACTERS = 20_000

/** Starts a program and waits until it is ready. Throws an Error with its last words when it ends before, or takes too long. */
export async function runProgram(options: ProgramOptions): Promise<Program> {
  const { name, file, args, variables, readyUrl, clock } = options
  const child = spawn(file, args, { env: variables, stdio: ['ignore', 'pipe', 'pipe'] })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written = (written + text).slice(-KEPT_CHARACTERS)
    })
  }
  const ended = endOf(child)
  const early = ended.then(() => {
    throw new Error(`${name} ended before it was ready:\n${written}`)
  })
  early.catch(() => {})
  const scope = { clock, signal: new AbortController().signal }
  try {
    await Promise.race([
      withDeadline(scope, `The start of ${name}`, START_MS, (signal) => ready(readyUrl, clock, signal)),
      early,
    ])
  } catch (error) {
    await stop(child, ended, clock)
    throw error
  }
  return { written: () => written, ended, [Symbol.asyncDispose]: () => stop(child, ended, clock) }
}

function endOf(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('close', () => resolve())
  child.once('error', () => resolve())
  return promise
}

async function ready(url: string, clock: Clock, signal: AbortSignal): Promise<void> {
  for (;;) {
    const status = await fetch(url, { signal }).then(
      async (response) => {
        await response.body?.cancel()
        return response.status
      },
      () => 0,
    )
    if (status === 200) return
    await clock.sleep(POLL_MS, signal)
  }
}

async function stop(child: ChildProcess, ended: Promise<void>, clock: Clock): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  using _impatience = clock.timer(STOP_MS, () => child.kill('SIGKILL'))
  await ended
}
