import type { Entry } from 'har-format'
import type { CloseFact, FrameFact, UpgradeFact } from '../../model/evidence.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import { entryOf } from './http-entry.ts'

type Message = NonNullable<Entry['_webSocketMessages']>[number]

/** Opcodes of RFC 6455; control frames are left out, as browsers do. */
const opcodes = { text: 1, binary: 2, ping: null, pong: null } as const

/**
 * One entry for each attempt to open a socket. How it ended stands in `_webSocketClose`, which is ours: browsers do not say.
 */
export function socketEntries({ facts }: Evidence, startMs: number): Entry[] {
  const bySocket = Map.groupBy(
    facts.filter((fact) => fact.kind === 'frame' || fact.kind === 'close'),
    ({ user, socket }) => keyOf(user, socket),
  )
  return facts
    .filter((fact) => fact.kind === 'upgrade')
    .map((upgrade) => socketEntry(upgrade, bySocket.get(keyOf(upgrade.user, upgrade.socket)) ?? [], startMs))
}

function socketEntry(upgrade: UpgradeFact, after: readonly (FrameFact | CloseFact)[], startMs: number): Entry {
  const entry = entryOf(upgrade, startMs, 'GET')
  const close = after.find((fact) => fact.kind === 'close')
  const end = close?.atMs ?? after.at(-1)?.atMs ?? upgrade.endMs
  return {
    ...entry,
    time: end - upgrade.atMs,
    timings: { ...entry.timings, receive: entry.timings.receive + Math.max(0, end - upgrade.endMs) },
    request: { ...entry.request, headers: credentialOf(upgrade) },
    _resourceType: 'websocket',
    _webSocketMessages: after.flatMap((fact) => (fact.kind === 'frame' ? messageOf(fact, startMs) : [])),
    ...(close === undefined ? {} : { _webSocketClose: closeOf(close, startMs) }),
    _goldenPath: { seq: upgrade.seq, socket: upgrade.socket },
  }
}

/** What we showed, by the name that the mask gave it. */
function credentialOf({ token, transport }: UpgradeFact): { name: string; value: string }[] {
  if (token === null) return []
  return transport === 'subprotocol'
    ? [{ name: 'sec-websocket-protocol', value: `jwt.⟦${token}⟧` }]
    : [{ name: 'authorization', value: `Bearer ⟦${token}⟧` }]
}

/** Seconds since the Unix epoch, as browsers write them. */
function messageOf({ direction, opcode, data, atMs }: FrameFact, startMs: number): Message[] {
  const number = opcodes[opcode]
  if (number === null) return []
  return [{ type: direction === 'out' ? 'send' : 'receive', time: (startMs + atMs) / 1_000, opcode: number, data }]
}

function closeOf({ code, reason, initiator, atMs }: CloseFact, startMs: number) {
  return { time: (startMs + atMs) / 1_000, code, reason, initiator }
}

function keyOf(user: string, socket: string): string {
  return `${user}\n${socket}`
}
