import { identityEcho } from '../../judges/identity-echo.ts'
import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

/** Whom the target took each socket's user for. */
export const identitySamples: Measure = ({ sockets }) =>
  sockets.flatMap((socket) => {
    const echo = identityEcho(socket)
    return echo === null ? [] : [sample('golden_path_identity_checks_total', { result: echo.result })]
  })
