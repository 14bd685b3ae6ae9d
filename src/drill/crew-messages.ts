import type { Cell } from './cell.ts'
import type { Drilled } from './drill-cell.ts'

/** What a worker is told when it starts. */
export type WorkerSetup = {
  /** Folder of scenarios. */
  readonly scenarios: string
  /** Folder for evidence; null: it is not kept. */
  readonly evidence: string | null
  /** Address of the browser that all cells share; null: there is none. */
  readonly browser: string | null
}

/** What a worker hears. `stop`: what goes on is cancelled. */
export type ToWorker = { readonly kind: 'drill'; readonly id: number; readonly cell: Cell } | { readonly kind: 'stop' }

/** What a worker answers. */
export type FromWorker = { readonly id: number; readonly drilled: Drilled }
