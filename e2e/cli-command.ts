import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Report, reportSchema } from '../src/model/report.ts'

/** The launcher, as a person starts it. */
const launcher = fileURLToPath(new URL('../bin/golden-path.mjs', import.meta.url))

/** How a command ended. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A command that runs. */
export type Command = {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** What it has written so far. */
  readonly written: { readonly stdout: string; readonly stderr: string }
  /** Resolves once `text` stands in what the command wrote to either stream. Rejects when it ends before. */
  says(text: string): Promise<void>
  /** Resolves with the next thing it writes. Rejects when it has ended. */
  saysMore(): Promise<void>
}

/** Starts the command line in a process of its own, without our variables but those that every process needs. */
export function startCommand(args: readonly string[], variables: Record<string, string> = {}, cwd?: string): Command {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...variables }
  const child = spawn(process.execPath, [launcher, ...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const written = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      written[stream] += chunk
      for (const listener of listeners) listener()
    })
  }
  const end = Promise.withResolvers<Ended>()
  child.on('error', end.reject)
  child.on('close', (code) => end.resolve({ code, ...written }))
  const until = (holds: () => boolean, wanted: string) => {
    const said = Promise.withResolvers<void>()
    const listen = () => {
      if (holds()) said.resolve()
    }
    listeners.add(listen)
    listen()
    const tooLate = () => said.reject(new Error(`It ended without ${wanted}:\n${written.stdout}${written.stderr}`))
    void end.promise.then(tooLate, tooLate)
    return said.promise.finally(() => listeners.delete(listen))
  }
  const says = (text: string) =>
    until(() => written.stdout.includes(text) || written.stderr.includes(text), `saying "${text}"`)
  const saysMore = () => {
    const before = written.stdout.length + written.stderr.length
    return until(() => written.stdout.length + written.stderr.length > before, 'another word')
  }
  return { child, written, ended: end.promise, says, saysMore }
}

/** Runs a command to its end. */
export function runCommand(args: readonly string[], variables?: Record<string, string>, cwd?: string): Promise<Ended> {
  return startCommand(args, variables, cwd).ended
}

/** The report of `--reporter json`: stdout must be one document of the schema and nothing else. */
export function reportIn({ code, stdout, stderr }: Ended): Report {
  if (!(stdout.startsWith('{') && stdout.endsWith('}\n')))
    throw new Error(`No document on stdout, exit ${code}: ${stdout}\n${stderr}`)
  return reportSchema.parse(JSON.parse(stdout))
}

/** The variables that `twin` prints, for another command. */
export function variablesIn(stdout: string): Record<string, string> {
  return Object.fromEntries(
    [...stdout.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}
