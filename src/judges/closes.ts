import { closeSymptom } from './close-symptom.ts'
import { count } from './count.ts'
import { isOwnKeepaliveLoss } from './own-stall.ts'
import type { Judge, Trouble } from './ruling.ts'
import { upgradeSymptom } from './upgrade-symptom.ts'
import type { EvidenceView, SocketView } from './view-types.ts'

/** Judges how every attempt to open a socket ended: the close ledger, refused upgrades included. */
export const judgeCloses: Judge = (view) => {
  const attempted = view.sockets.filter(
    (socket) => socket.upgrade !== null || socket.close !== null || socket.frames.length > 0,
  )
  const stalled = attempted.filter((socket) => isOwnKeepaliveLoss(view, socket))
  const symptoms = attempted.flatMap((socket) => upgradeSymptom(socket) ?? closeSymptom(view, socket) ?? [])
  return {
    examined: attempted.length,
    symptoms,
    troubles: [
      ...stalled.map(sayStalled),
      ...attempted.filter((socket) => isOpenEnded(view, socket)).map(sayOpenEnded),
    ],
    missing: [],
    held: `${count(attempted.length, 'socket')}, none of which ended as it should not`,
  }
}

/** A run that was let finish closed every socket it opened; one whose end is not on record was not seen to the end. */
function isOpenEnded({ context }: EvidenceView, { upgrade, close }: SocketView): boolean {
  return context.ended === 'complete' && upgrade?.status === 101 && close === null
}

function sayOpenEnded({ name, user }: SocketView): Trouble {
  const reason = `How ${name} of ${user.id} ended is not on record.`
  return { kind: 'inconclusive', cause: 'nothing_examined', reason }
}

function sayStalled(socket: SocketView): Trouble {
  const stallMs = Math.round(socket.close?.loopDelayMs ?? 0)
  return {
    kind: 'error',
    cause: 'loop_stalled',
    reason: `Our own event loop stalled for ${stallMs} ms, so ${socket.user.id} missed the server's keepalive pings.`,
  }
}
