import { delayBefore } from './reconnect.js'
import { every, later, nowMs } from './timing.js'
import { openSocket } from './transport.js'

/** How often the page pings (protocol.md §3.3). */
const PING_EVERY_MS = 30_000
/** How long after the welcome a server may still offer to shake hands (protocol.md §3.2). */
const OFFER_MS = 1_000
/** From the end of a handshake until the server reads messages. */
const PROCESSING_MS = 500

/**
 * Keeps one chat socket open until `close`. `hears` gets every message of the server; `says` gets `connecting`, `connected`,
 * `waiting` or `gone`. What is sent before the server is ready waits for it.
 */
export function createConnection(config, token, { hears, says }) {
  let socket = null
  let attempt = 0
  let attemptAtMs = 0
  let isReady = false
  let isOver = false
  let cancel = () => undefined
  let stopPings = () => undefined
  const waiting = []

  const transmit = (message) => socket.send(JSON.stringify(message))

  function ready() {
    if (isReady || isOver) return
    isReady = true
    attempt = 0
    says('connected')
    for (const message of waiting.splice(0)) transmit(message)
  }

  function open(message) {
    switch (message.type) {
      case 'connection_established':
      case 'connect':
      case 'connection_ready':
        cancel()
        cancel = later(OFFER_MS, ready)
        break
      case 'handshake_response':
        cancel()
        transmit({
          type: 'handshake_acknowledged',
          thread_id: message.thread_id ?? null,
          timestamp: new Date().toISOString(),
        })
        break
      case 'handshake_complete':
        cancel()
        cancel = later(PROCESSING_MS, ready)
        break
      default:
        if (message.type?.startsWith('agent_')) ready()
    }
  }

  function read(text) {
    let message
    try {
      message = JSON.parse(text)
    } catch {
      return
    }
    if (message.type === 'system_message' && message.data?.event === 'connection_established') {
      open({ type: 'connection_established' })
    } else open(message)
    hears(message)
  }

  function ended(code) {
    cancel()
    stopPings()
    socket = null
    isReady = false
    if (isOver) return
    attempt += 1
    const delayMs = delayBefore(attempt, code, nowMs() - attemptAtMs)
    says(delayMs === null ? 'gone' : 'waiting')
    if (delayMs !== null) cancel = later(delayMs, connect)
  }

  async function connect() {
    attemptAtMs = nowMs()
    says('connecting')
    let opened
    try {
      opened = await openSocket(config, token)
    } catch {
      ended(0)
      return
    }
    if (isOver) {
      opened.close(1000)
      return
    }
    socket = opened
    opened.addEventListener('message', ({ data }) => read(data))
    opened.addEventListener('close', ({ code }) => ended(code))
    opened.addEventListener('open', () => {
      stopPings = every(PING_EVERY_MS, () => transmit({ type: 'ping', timestamp: Date.now() }))
    })
  }

  void connect()
  return {
    send(message) {
      if (isReady) transmit(message)
      else waiting.push(message)
    },
    close() {
      isOver = true
      cancel()
      stopPings()
      socket?.close(1000, 'signed out')
    },
  }
}
