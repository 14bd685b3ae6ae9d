import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { StackProblem } from './stack-problem.ts'

/** The programs that a stack needs, by what they are called where they are packaged. */
const names = {
  prometheus: ['prometheus'],
  alertmanager: ['alertmanager', 'prometheus-alertmanager'],
} as const
/** A program of Prometheus. */
export type ProgramName = keyof typeof names
/** Where the programs are. */
export type Programs = Readonly<Record<ProgramName, string>>

/** Finds the programs on a PATH. Throws a StackProblem that names all that are not there, and says how to get them. */
export function findPrograms(path: string): Programs {
  const found = (program: ProgramName) => names[program].map((name) => onPath(path, name)).find((file) => file !== null)
  const prometheus = found('prometheus')
  const alertmanager = found('alertmanager')
  if (prometheus !== undefined && alertmanager !== undefined) return { prometheus, alertmanager }
  const missing = [prometheus ?? 'prometheus', alertmanager ?? 'alertmanager'].filter((name) => name in names)
  throw new StackProblem(
    `Needed and not found on the PATH: ${missing.join(', ')}. On Debian and Ubuntu: apt-get install prometheus ` +
      'prometheus-alertmanager (put RUNLEVEL=1 before it, and no service is started); elsewhere: prometheus.io/download.',
  )
}

function onPath(path: string, name: string): string | null {
  const files = path.split(delimiter).map((folder) => join(folder, name))
  return files.find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
