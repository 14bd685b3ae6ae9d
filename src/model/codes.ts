import table from './codes.json' with { type: 'json' }
import type { Domain, Phase, Severity } from './words.ts'

/** The name of a failure: a mode of the catalogue, or a plain shape when nothing finer fits. */
export type Code = keyof typeof table

/** What is known of a failure. The runbook and `explain` are made from this table. */
export type CodeEntry = {
  readonly domain: Domain
  /** The rung where it usually shows. A finding says where it really did. */
  readonly phase: Phase
  readonly severity: Severity
  /** What it looks like on the wire. */
  readonly wire: string
  /** What is known of its causes. */
  readonly causes: string
  /** How to tell it from its neighbours. */
  readonly apart: string
  /** What to do first. */
  readonly first: string
  /** Scenarios that provoke it. */
  readonly scenarios: readonly string[]
}

/** Every code there is, in the order of the catalogue; the plain shapes come last. */
export const codes = table as Readonly<Record<Code, CodeEntry>>

/** The names of all codes. */
export const codeNames = Object.keys(table) as [Code, ...Code[]]
