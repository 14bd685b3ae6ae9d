import type { EvidenceView, SocketView } from './view-types.ts'

/** A server that pings every 20 s gives up 20 s later (protocol.md §2.7); a stall of this many real milliseconds may be ours. */
const SUSPICIOUS_STALL_MS = 1_000

/** Whether the server gave up on us because our own event loop stood still: nobody else is to blame. */
export function isOwnKeepaliveLoss(view: EvidenceView, { close, openedMs }: SocketView): boolean {
  if (close === null || close.code !== 1011 || !/keepalive|ping timeout/i.test(close.reason)) return false
  const sawStall = view.monitor.some(
    (fact) => fact.what === 'loop-stalled' && fact.atMs >= openedMs && fact.atMs - fact.durationMs <= close.atMs,
  )
  return sawStall || close.loopDelayMs >= SUSPICIOUS_STALL_MS
}
