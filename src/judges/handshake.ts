import { closeSymptom } from './close-symptom.ts'
import { count } from './count.ts'
import type { Judge, Trouble } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import { upgradeSymptom } from './upgrade-symptom.ts'
import type { EvidenceView, SocketView } from './view-types.ts'

/** Judges upgrade and welcome of every socket (protocol.md §2, §3.1). A later rung's frame proves this one. */
export const judgeHandshake: Judge = (view) => {
  const attempts = view.sockets.filter((socket) => socket.upgrade !== null)
  return {
    examined: attempts.length,
    symptoms: attempts.flatMap((socket) => judgeSocket(view, socket) ?? []),
    troubles: attempts.flatMap((socket) => leftEarly(view, socket) ?? []),
    missing: view.users
      .filter(({ sockets }) => sockets.every(({ upgrade }) => upgrade === null))
      .map(({ user }) => user.id),
    held: `${count(attempts.length, 'socket')} opened and welcomed`,
  }
}

function judgeSocket(view: EvidenceView, socket: SocketView): Symptom | null {
  const refused = upgradeSymptom(socket)
  if (refused !== null || socket.upgrade?.status !== 101) return refused
  if (socket.welcome !== null) return wrongMode(socket, socket.welcome)
  if (socket.conversations.some(({ conversation }) => conversation.events.length > 0)) return null
  return socket.close === null || socket.close.initiator === 'client'
    ? missingWelcome(view, socket)
    : closeSymptom(view, socket)
}

/** We stopped looking before a welcome was due. */
function leftEarly(view: EvidenceView, socket: SocketView): Trouble | null {
  if (socket.upgrade?.status !== 101 || socket.welcome !== null || judgeSocket(view, socket) !== null) return null
  if (socket.conversations.some(({ conversation }) => conversation.events.length > 0)) return null
  const reason = `We stopped looking before the welcome of ${socket.user.id} was due.`
  return { kind: 'inconclusive', cause: 'nothing_examined', reason }
}

/** A welcome that names another mode than `main` comes from a handler that only echoes (protocol.md §2.5). */
function wrongMode(socket: SocketView, welcome: NonNullable<SocketView['welcome']>): Symptom | null {
  if (welcome.mode === null || welcome.mode === 'main') return null
  return symptom({
    code: 'mode-echo-trap',
    phase: 'welcome',
    user: socket.user.id,
    expected: 'a welcome in mode main',
    received: `mode ${welcome.mode}`,
    frames: [welcome.seq],
    socket,
  })
}

/** Silence counts only when we listened for as long as a welcome may take; an error frame in its stead counts at once. */
function missingWelcome(view: EvidenceView, socket: SocketView): Symptom | null {
  const error = socket.frames.find(({ events }) =>
    events.some(({ type }) => type.endsWith('error') || type === 'error_message'),
  )
  const startMs = socket.upgrade?.atMs ?? socket.openedMs
  const limitMs = view.context.thresholds.welcome.failMs
  const waitedMs = socket.untilMs - startMs
  if (waitedMs < limitMs && error === undefined) return null
  return symptom({
    code: 'no-welcome-frame',
    phase: 'welcome',
    user: socket.user.id,
    expected: `a welcome within ${limitMs} ms`,
    received: `none in ${Math.round(waitedMs)} ms, ${inboundCount(socket)} other frames`,
    frames: error === undefined ? [socket.upgrade?.seq ?? 0] : [error.fact.seq],
    window: { fromMs: startMs, toMs: socket.untilMs },
    socket,
  })
}

function inboundCount(socket: SocketView): number {
  return socket.frames.filter(({ fact }) => fact.direction === 'in').length
}
