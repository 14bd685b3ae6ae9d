import type { Judged } from '../judges/judge.ts'
import { rateLeftOpen } from '../model/detection-power.ts'
import type { UpgradeFact } from '../model/evidence.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { RunReport } from '../model/report.ts'

type Detection = NonNullable<RunReport['detection']>

/** How sure the bound is after attempts without a failure. */
const CONFIDENCE = 0.95
/** What can be said of attempts at all: a run that we spoilt ourselves proves nothing. */
const telling: ReadonlySet<Judged['verdict']> = new Set(['pass', 'degraded', 'fail'])

/**
 * How often users raced for their sockets, and how often that ended badly. One attempt is one gate at which their requests
 * waited for one another, and all of them left. It failed when a socket of it did not open or is part of what is wrong.
 * Null for a run without a race and for one that proves nothing.
 */
export function detectionOf({ facts }: Evidence, { verdict, findings }: Judged): Detection | null {
  if (!telling.has(verdict)) return null
  const upgrades = facts.filter((fact) => fact.kind === 'upgrade')
  const gates = Map.groupBy(upgrades, ({ together }) => together?.gate)
  const proofs = new Set(findings.filter(({ severity }) => severity === 'fail').flatMap(({ frames }) => frames))
  const blamed = new Set(
    facts.flatMap((fact) => ('socket' in fact && proofs.has(fact.seq) ? [keyOf(fact.user, fact.socket)] : [])),
  )
  const isBad = ({ user, socket, status }: UpgradeFact) => status !== 101 || blamed.has(keyOf(user, socket))
  const races = [...gates.values()].filter(isRace)
  if (races.length === 0) return null
  const failures = races.filter((race) => race.some(isBad)).length
  const rateBelow = failures === 0 ? rateLeftOpen(races.length, CONFIDENCE) : null
  return { attempts: races.length, failures, confidence: CONFIDENCE, rateBelow, skewsMs: races.map(skewOf) }
}

/** Whether these requests really were sent together. */
function isRace(upgrades: readonly UpgradeFact[]): boolean {
  return upgrades.length > 1 && upgrades.every(({ together }) => together !== undefined && together.releasedMs !== null)
}

/** How far apart they really left, whatever was planned. */
function skewOf(race: readonly UpgradeFact[]): number {
  const left = race.flatMap(({ together }) => together?.releasedMs ?? [])
  return Math.max(...left) - Math.min(...left)
}

function keyOf(user: string, socket: string): string {
  return `${user}\n${socket}`
}
