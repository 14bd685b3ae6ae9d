import { findProgram } from '../../kernel/find-program.ts'
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
  const prometheus = findProgram(path, names.prometheus)
  const alertmanager = findProgram(path, names.alertmanager)
  if (prometheus !== null && alertmanager !== null) return { prometheus, alertmanager }
  const missing = [...(prometheus === null ? ['prometheus'] : []), ...(alertmanager === null ? ['alertmanager'] : [])]
  throw new StackProblem(
    `Needed and not found on the PATH: ${missing.join(', ')}. On Debian and Ubuntu: apt-get install prometheus ` +
      'prometheus-alertmanager (put RUNLEVEL=1 before it, and no service is started); elsewhere: prometheus.io/download.',
  )
}
