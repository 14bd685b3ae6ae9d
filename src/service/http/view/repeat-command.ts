import type { RunReport } from '../../../model/report.ts'

/** How a person starts us from the project's folder. */
const LAUNCH = 'npm run -s golden-path --'

/** What is needed to run the same again. */
export type Repeatable = Pick<RunReport, 'scenario' | 'seed' | 'target'> & {
  readonly targetKind: 'embedded' | 'remote'
  /** How many users spoke; null: not known, the scenario's default. */
  readonly speakers: number | null
}

/** The command line that repeats a run: same scenario, target, users and seed. Safe to paste into a shell. */
export function repeatCommand({ scenario, seed, target, targetKind, speakers }: Repeatable): string {
  const users = speakers === null ? [] : ['--users', String(speakers)]
  const where = targetKind === 'embedded' ? [] : ['--target', quoted(target), '--real-llm']
  return [LAUNCH, 'run', quoted(scenario), ...users, '--seed', quoted(seed), ...where].join(' ')
}

/** The command line that judges downloaded evidence again. */
export function replayCommand(runId: string): string {
  return `${LAUNCH} replay ${quoted(`${runId}.evidence.json`)}`
}

/** As one word of a POSIX shell. */
function quoted(word: string): string {
  return /^[\w.\-/:@]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
