import type { Stack } from './open-stack.ts'
import type { Trouble } from './switches.ts'

/** Puts one trouble in force, in the place of any other; null: everything is well again. */
export async function changeTrouble({ twin, monitor }: Stack, trouble: Trouble | null): Promise<void> {
  await twin.switchFaults(trouble?.faults ?? [])
  const stops = trouble !== null && trouble.faults === null
  if (stops && monitor.isRunning()) await monitor.stop()
  if (!stops && !monitor.isRunning()) await monitor.start()
}
