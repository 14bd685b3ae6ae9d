import { unknownName } from '../config/nearest.ts'
import { type Code, type CodeEntry, codeNames, codes } from '../model/codes.ts'
import { exitCodes } from '../model/verdict.ts'
import { LAUNCH } from './examples.ts'
import type { Terminal } from './terminal.ts'

/** Prints what the table of codes knows of one code. Throws a UsageError that names the nearest for an unknown one. */
export function explainCode({ out }: Terminal, name: string): number {
  const code = codeNames.find((known) => known === name)
  if (code === undefined) throw unknownName('code', name, codeNames)
  out.write(explanation(code, codes[code]))
  return exitCodes.ok
}

function explanation(code: Code, entry: CodeEntry): string {
  const weight = entry.severity === 'fail' ? 'blames the target' : 'a warning'
  const sections = [
    ['On the wire', entry.wire],
    ['Known causes', entry.causes],
    ['Neighbours', entry.apart],
    ['Do first', entry.first],
    ['Look for it', entry.scenarios.map((scenario) => `${LAUNCH} run ${scenario}`).join('\n')],
  ] as const
  const known = sections.filter(([, text]) => text !== '')
  const head = `${code}\n  domain ${entry.domain}, phase ${entry.phase}, ${weight}\n`
  return head + known.map(([title, text]) => `\n${title}\n${indent(text)}\n`).join('')
}

/** Room for text beside its indentation. */
const WIDTH = 78

/** Indents every line and breaks long ones between words. */
function indent(text: string): string {
  return text
    .split('\n')
    .flatMap(wrap)
    .map((line) => `  ${line}`)
    .join('\n')
}

function wrap(line: string): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > WIDTH) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}
