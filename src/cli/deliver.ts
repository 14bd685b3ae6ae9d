import { dirname, resolve } from 'node:path'
import { messageOf } from '../kernel/message-of.ts'
import type { Report } from '../model/report.ts'
import { exitCodes } from '../model/verdict.ts'
import { render } from '../reporters/render.ts'
import type { ReporterName } from '../reporters/reporter-names.ts'
import { type Destination, destinations, type ReporterSpec } from './reporter-spec.ts'
import { type Terminal, wantsColor } from './terminal.ts'
import { prepareFolder, writeWhole } from './write-file.ts'

/** Takes a finished report to everybody who wants it, and gives the command's exit code. */
export type Deliver = (report: Report) => Promise<number>

/**
 * Decides who gets the report, and makes sure of the files before the work begins. Throws a UsageError for reporters
 * that cannot share stdout and for files that cannot be written.
 */
export async function prepareDelivery(terminal: Terminal, specs: readonly ReporterSpec[]): Promise<Deliver> {
  const all = destinations(specs)
  for (const [, to] of all) {
    if (to.kind === 'file') await prepareFolder('--reporter', dirname(resolve(terminal.cwd, to.file)))
  }
  return async (report) => {
    const failures = await Promise.all(all.map(([name, to]) => send(terminal, name, to, report)))
    return failures.includes(true) && report.exitCode === exitCodes.ok ? exitCodes.internal : report.exitCode
  }
}

/** Gives whether it failed: a report that got lost must not look like a green one. */
async function send(terminal: Terminal, name: ReporterName, to: Destination, report: Report): Promise<boolean> {
  if (to.kind !== 'file') {
    const output = terminal[to.kind]
    output.write(render(name, report, { color: wantsColor(output, terminal.variables) }))
    return false
  }
  const file = resolve(terminal.cwd, to.file)
  try {
    await writeWhole(file, render(name, report, { color: false }))
    return false
  } catch (error) {
    const why = messageOf(error)
    terminal.err.write(`golden-path: the ${name} report could not be written to ${file}: ${why}\n`)
    return true
  }
}
