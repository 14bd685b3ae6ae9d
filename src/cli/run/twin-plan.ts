import { unknownName } from '../../config/nearest.ts'
import { UsageError } from '../../config/usage-error.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { Dialect } from '../../model/words.ts'
import { chooseFault } from '../../twin/choose-faults.ts'
import { listFaults } from '../../twin/fault-list.ts'

/** What kind of twin to start. */
export type TwinPlan = {
  readonly dialect: Dialect
  readonly faults: readonly string[]
  readonly seed: string
  readonly timeScale: number
}

/** The dialect that the latest clients speak (protocol.md §0). */
const DEFAULT_DIALECT: Dialect = 'handshake'

/** Checks what was asked of a twin. Throws a UsageError that names the nearest fault for an unknown one. */
export async function planTwin(asked: {
  readonly dialect: Dialect | undefined
  readonly faults: readonly string[]
  readonly seed: string
  readonly timeScale: number
}): Promise<TwinPlan> {
  const known = (await listFaults()).map(({ name }) => name)
  for (const fault of asked.faults) await checkFault(fault, known)
  return { ...asked, dialect: asked.dialect ?? DEFAULT_DIALECT }
}

async function checkFault(fault: string, known: readonly string[]): Promise<void> {
  const name = fault.split(':', 1)[0] ?? fault
  if (!known.includes(name)) throw unknownName('fault', name, known)
  await chooseFault(fault).catch((cause: unknown) => {
    throw new UsageError(`--fault ${fault}: ${messageOf(cause)}`, '', { cause })
  })
}
