import type { WebSocket } from 'ws'
import { childSignal } from '../child-signal.ts'
import type { Next } from '../hook.ts'
import type { Closing, Transmission } from '../hook-points.ts'
import type { HttpCall } from '../http/exchange.ts'
import type { Instance } from '../instance.ts'
import type { World } from '../world.ts'
import { awaitComeBack } from './come-back.ts'
import type { Connection } from './connection.ts'

/** What a connection sends and closes through. */
export type Outlets = { readonly transmit: Next<Transmission, void>; readonly close: Next<Closing, void> }

/** Longest reason a close frame can hold. */
const longestReason = 123
/** Who has not answered a close frame by then is cut off. */
const closeAnswerMs = 10_000
/** A socket that ended without a close frame. */
const cutOff = 1006

/** The healthy ends of the outlets. A reason that does not fit makes the close itself fail: 1006 (failures.md W5). */
export function createOutlets(world: World): Outlets {
  return {
    transmit: world.through('transmit', async ({ connection, text }) => {
      if (connection.isOpen()) connection.socket.send(text)
    }),
    close: world.through('close', async ({ connection, code, reason }) => {
      const { socket, signal } = connection
      if (Buffer.byteLength(reason) > longestReason) socket.terminate()
      else socket.close(code, reason)
      world.tasks.spawn(signal, async () => {
        await world.clock.sleep(closeAnswerMs, signal)
        socket.terminate()
      })
    }),
  }
}

/** Makes the connection of a socket that has just opened. Its signal aborts when the socket closes or the twin stops. */
export function openConnection(
  world: World,
  instance: Instance,
  outlets: Outlets,
  opened: { socket: WebSocket; call: HttpCall; ordinal: number },
): Connection {
  const { socket, call, ordinal } = opened
  const life = childSignal(world.signal)
  const work = childSignal(world.signal)
  const giveUp = () => {
    work.abort(new Error('Nobody waits for this run any more.'))
    work[Symbol.dispose]()
  }
  socket.once('close', (code) => {
    life.abort(new Error('The socket is closed.'))
    life[Symbol.dispose]()
    if (code === cutOff && connection.phase === 'processing') awaitComeBack(world, connection, giveUp)
    else giveUp()
  })
  const isOpen = () => socket.readyState === socket.OPEN
  const nowMs = world.clock.now()
  const connection: Connection = {
    instance,
    socket,
    call,
    ordinal,
    openedAtMs: nowMs,
    signal: life.signal,
    runSignal: work.signal,
    heir: null,
    undelivered: [],
    id: instance.ids.connection(world.speech.procedure),
    userId: '',
    thread: null,
    phase: 'opening',
    lastFrameAtMs: nowMs,
    stats: { messages: 0, events: 0 },
    isOpen,
    send: async (frame) => outlets.transmit({ connection, text: JSON.stringify(frame) }),
    close: async (code, reason = '') => {
      if (isOpen()) await outlets.close({ connection, code, reason })
    },
  }
  return connection
}
