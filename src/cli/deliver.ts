import { dirname, resolve } from 'node:path'
import { messageOf } from '../kernel/message-of.ts'
import { exitCodes } from '../model/verdict.ts'
import type { ReporterOptions } from '../reporters/reporter.ts'
import type { ReporterName } from '../reporters/reporter-names.ts'
import { type Destination, destinations, type ReporterSpec } from './reporter-spec.ts'
import { type Terminal, wantsColor } from './terminal.ts'
import { prepareFolder, writeWhole } from './write-file.ts'

/** A finished document: it knows with which code its command exits. */
type Finished = { readonly exitCode: number }

/** Puts a document into the words of a reporter. */
export type Render<Name extends ReporterName, Document> = (
  name: Name | 'pretty',
  document: Document,
  options: ReporterOptions,
) => string

/** Takes a finished document to everybody who wants it, and gives the command's exit code. */
export type Deliver<Document> = (document: Document) => Promise<number>

/**
 * Decides who gets the document, and makes sure of the files before the work begins. Throws a UsageError for reporters
 * that cannot share stdout and for files that cannot be written.
 */
export async function prepareDelivery<Name extends ReporterName, Document extends Finished>(
  terminal: Terminal,
  specs: readonly ReporterSpec<Name>[],
  render: Render<NoInfer<Name>, Document>,
): Promise<Deliver<Document>> {
  const all = destinations(specs)
  for (const [, to] of all) {
    if (to.kind === 'file') await prepareFolder('--reporter', dirname(resolve(terminal.cwd, to.file)))
  }
  return async (document) => {
    const letters = all.map(([name, to]) => ({
      name,
      to,
      text: (color: boolean) => render(name, document, { color }),
    }))
    const failures = await Promise.all(letters.map((letter) => send(terminal, letter)))
    return failures.includes(true) && document.exitCode === exitCodes.ok ? exitCodes.internal : document.exitCode
  }
}

type Letter = {
  readonly name: ReporterName
  readonly to: Destination
  readonly text: (color: boolean) => string
}

/** Gives whether it failed: a report that got lost must not look like a green one. */
async function send(terminal: Terminal, { name, to, text }: Letter): Promise<boolean> {
  if (to.kind !== 'file') {
    const output = terminal[to.kind]
    output.write(text(wantsColor(output, terminal.variables)))
    return false
  }
  const file = resolve(terminal.cwd, to.file)
  try {
    await writeWhole(file, text(false))
    return false
  } catch (error) {
    const why = messageOf(error)
    terminal.err.write(`golden-path: the ${name} report could not be written to ${file}: ${why}\n`)
    return true
  }
}
