import { createClock } from '../kernel/clock.ts'
import type { ServedBrowser } from '../probes/browser/browser-process.ts'
import type { Cell } from './cell.ts'

/** What decides whether a browser is started for a drill. */
export type PoolWish = {
  readonly cells: readonly Cell[]
  readonly chromium: string | null
  readonly signal: AbortSignal
}

/** Starts the one browser that all cells share; null when no cell needs one, there is no Chromium, or it does not start: then those cells show it. */
export async function openPool({ cells, chromium, signal }: PoolWish): Promise<ServedBrowser | null> {
  if (chromium === null || signal.aborted || !cells.some(({ browser }) => browser)) return null
  const { serveBrowser } = await import('../probes/browser/browser-process.ts')
  return serveBrowser(chromium, createClock(), signal).catch(() => null)
}
