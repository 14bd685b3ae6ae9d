import { unknownName } from '../config/nearest.ts'
import { UsageError } from '../config/usage-error.ts'
import { documents, type ReporterName } from '../reporters/reporter-names.ts'

/** A reporter and where its text goes; null: to the terminal. */
export type ReporterSpec<Name extends ReporterName = ReporterName> = {
  readonly name: Name
  readonly file: string | null
}

/** Where a reporter's text goes. */
export type Destination =
  | { readonly kind: 'out' }
  | { readonly kind: 'err' }
  | { readonly kind: 'file'; readonly file: string }

/** Reads `name` or `name=file`, where a command knows these names. */
export function parseReporter<Name extends ReporterName>(text: string, names: readonly Name[]): ReporterSpec<Name> {
  const [word = '', ...rest] = text.split('=')
  const name = names.find((known) => known === word)
  if (name === undefined) throw unknownName('reporter', word, names)
  if (rest.length === 0) return { name, file: null }
  const file = rest.join('=')
  if (file === '')
    throw new UsageError(`--reporter ${name}= names no file.`, `For example --reporter ${name}=report.txt.`)
  return { name, file }
}

/**
 * Decides where each reporter writes. One document at most owns stdout, alone; what a person reads then goes to stderr.
 * Throws a UsageError for two documents on stdout and for two reporters in one file.
 */
export function destinations<Name extends ReporterName>(
  specs: readonly ReporterSpec<Name>[],
): readonly (readonly [Name | 'pretty', Destination])[] {
  const all: readonly ReporterSpec<Name | 'pretty'>[] = specs.length === 0 ? [{ name: 'pretty', file: null }] : specs
  const onOut = all.filter(({ name, file }) => file === null && documents.includes(name))
  if (onOut.length > 1) {
    const names = onOut.map(({ name }) => name).join(' and ')
    throw new UsageError(
      `${names} cannot share stdout.`,
      `Give one of them a file, for example --reporter ${onOut[0]?.name}=report.`,
    )
  }
  const files = all.flatMap(({ file }) => file ?? [])
  const twice = files.find((file, index) => files.indexOf(file) !== index)
  if (twice !== undefined) throw new UsageError(`Two reporters cannot share the file ${twice}.`, 'Give each its own.')
  const personal: Destination = onOut.length === 0 ? { kind: 'out' } : { kind: 'err' }
  return all.map(({ name, file }) => {
    if (file !== null) return [name, { kind: 'file', file }]
    return [name, documents.includes(name) ? { kind: 'out' } : personal]
  })
}
