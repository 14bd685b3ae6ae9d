import { unknownName } from '../../config/nearest.ts'
import { UsageError } from '../../config/usage-error.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { Dialect } from '../../model/words.ts'
import { chooseFault } from '../../twin/choose-faults.ts'
import { findFault, listFaults } from '../../twin/fault-list.ts'
import { listVariants } from '../../twin/variant-list.ts'

/** What kind of twin to start. */
export type TwinPlan = {
  readonly dialect: Dialect
  readonly faults: readonly string[]
  readonly variant?: string
  readonly seed: string
  readonly timeScale: number
}

/** The dialect that the latest clients speak (protocol.md §0). */
const DEFAULT_DIALECT: Dialect = 'handshake'

/** Checks what was asked of a twin. Throws a UsageError that names the nearest fault or variant for an unknown one. */
export async function planTwin(asked: {
  readonly dialect: Dialect | undefined
  readonly faults: readonly string[]
  readonly variant: string | undefined
  readonly seed: string
  readonly timeScale: number
}): Promise<TwinPlan> {
  const { dialect, faults, variant, seed, timeScale } = asked
  for (const fault of faults) await checkFault(fault)
  const plan = { dialect: dialect ?? DEFAULT_DIALECT, faults, seed, timeScale }
  if (variant === undefined) return plan
  await checkVariant(variant, dialect)
  return { ...plan, variant }
}

async function checkVariant(name: string, dialect: Dialect | undefined): Promise<void> {
  const all = await listVariants()
  const found = all.find((variant) => variant.name === name)
  if (found === undefined)
    throw unknownName(
      'variant',
      name,
      all.map((variant) => variant.name),
    )
  if (found.dialect === undefined || dialect === undefined || found.dialect === dialect) return
  throw new UsageError(`The variant ${name} speaks ${found.dialect}, not ${dialect}.`, 'Leave out --dialect.')
}

async function checkFault(fault: string): Promise<void> {
  const name = fault.split(':', 1)[0] ?? fault
  if ((await findFault(name)) === undefined) {
    const known = (await listFaults()).map((each) => each.name)
    throw unknownName('fault', name, known)
  }
  await chooseFault(fault).catch((cause: unknown) => {
    throw new UsageError(`--fault ${fault}: ${messageOf(cause)}`, '', { cause })
  })
}
