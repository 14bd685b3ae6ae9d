import type { Variables } from '../config/credentials.ts'
import type { Chromium } from '../probes/browser/browser-process.ts'
import { findChromium } from '../probes/browser/find-chromium.ts'

/** The Chromium of this machine, for runs to start one each; null when there is none. */
export function chromiumOf(variables: Variables): Chromium | null {
  const executable = findChromium(variables)
  return executable === null ? null : { kind: 'launch', executable }
}
