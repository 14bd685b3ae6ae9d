import { unknownName } from '../../config/nearest.ts'
import { type Code, type CodeEntry, codeNames, codes } from '../../model/codes.ts'
import { Problem } from './problem.ts'

/** An entry of the runbook. Throws a Problem that names the nearest code for an unknown one. */
export function findCode(name: string): CodeEntry & { readonly code: Code } {
  const code = codeNames.find((known) => known === name)
  if (code !== undefined) return { code, ...codes[code] }
  const { message, hint } = unknownName('code', name.slice(0, 100), codeNames)
  throw new Problem(404, message, hint)
}
