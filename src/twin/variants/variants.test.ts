import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { codeNames } from '../../model/codes.ts'
import { isJson, type Json, objectField } from '../json.ts'
import { startTwin } from '../start-twin.ts'
import { openChat } from '../testing/chat-client.ts'
import { signIn } from '../testing/sign-in.ts'
import { instruction, userMessage } from '../testing/talk.ts'
import { listVariants } from '../variant-list.ts'

const proof = '1562.7390.4821'

/** All frames of one conversation with a twin that speaks `manager`, up to the answer, and how long it took. */
async function talk(variant: string) {
  const twin = await startTwin({ dialect: 'manager', faults: [], variant, seed: 'variant', timeScale: 100 })
  await using _twin = twin
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  let pings = 0
  chat.socket.on('ping', () => {
    pings += 1
  })
  if (chat.frames.length === 0) await once(chat.socket, 'message')
  chat.send(userMessage(instruction))
  const isAnswered = () => chat.frames.some((frame) => JSON.stringify(frame).includes(`reads ${proof}`))
  while (!isAnswered()) await once(chat.socket, 'message')
  return { frames: chat.frames, types: chat.types(), pings }
}

function answerIn(frames: readonly Json[]): string {
  return String(frames.at(-1)?.final_response)
}

const five = ['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed']

test('every file of the folder is a variant named like its file, which warns of nothing that fails', async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => !name.endsWith('.test.ts'))
  const variants = await listVariants()
  expect(variants.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted())
  expect(variants.length).toBeGreaterThanOrEqual(12)
  for (const { summary, warnings } of variants) {
    expect(codeNames).toEqual(expect.arrayContaining([...warnings]))
    expect(summary).toMatch(/\.$/)
  }
})

test('an unknown variant is refused with what is known', async () => {
  const twin = startTwin({ dialect: 'manager', faults: [], variant: 'no-such', seed: 's', timeScale: 1 })
  await expect(twin).rejects.toThrow(/no variant "no-such"\. It knows: compressed-frames, dialect-bridge/)
})

test('a variant of a dialect decides what the twin speaks', async () => {
  const options = { dialect: 'manager', faults: [], variant: 'dialect-bridge', seed: 's', timeScale: 1 } as const
  await using twin = await startTwin(options)
  expect(twin.dialect).toBe('bridge')
})

test.each<[string, readonly string[]]>([
  ['dialect-manager', five],
  ['slow-within-limits', five],
  ['duplicate-agent-started', ['agent_started', ...five]],
  ['no-tools', ['agent_started', 'agent_thinking', 'agent_completed']],
  ['event-batch', ['event_batch', 'event_batch', 'event_batch']],
  ['other-spellings', ['agent_started', 'reasoning', 'tool_started', 'tool_result', 'agent_finished']],
  ['system-messages', five.map(() => 'system_message')],
  ['unknown-events-and-fields', ['agent_started', 'agent_thinking', 'cost_estimate', 'agent_mood', ...five.slice(2)]],
  [
    'nested-agents',
    [
      ...five.slice(0, -1),
      ...['agent_started', 'agent_thinking', 'agent_completed'],
      ...['agent_started', 'agent_thinking', 'agent_completed'],
      'agent_completed',
    ],
  ],
  [
    'live-run-2025-10-08',
    ['agent_started', 'agent_started', 'agent_started', 'agent_started', 'agent_thinking', 'agent_completed'],
  ],
])('%s tells of a run in its own way', async (variant, types) => {
  const told = (await talk(variant)).types.slice(1)
  // Slow twins are silent for so long that the server's own heartbeat comes.
  expect(told.filter((type) => type !== 'heartbeat')).toEqual(types)
})

test('the welcome is spelled or wrapped otherwise as well', async () => {
  expect((await talk('other-spellings')).types[0]).toBe('connect')
  const { frames } = await talk('system-messages')
  expect(objectField(frames[0] ?? {}, 'data')).toMatchObject({ event: 'connection_established' })
  expect(frames.slice(1).map((frame) => (isJson(frame.data) ? 'data' : 'payload'))).toEqual(
    expect.arrayContaining(['data', 'payload']),
  )
})

test('heartbeats, pings and acknowledgements stand between any two events', async () => {
  const { types } = await talk('heartbeats-midway')
  expect(types.slice(1)).toEqual(five.flatMap((type) => ['heartbeat', 'ping', 'ack', type]))
})

test('a batch is a map by type or a list', async () => {
  const { frames } = await talk('event-batch')
  const shapes = frames.slice(1).map(({ events }) => (Array.isArray(events) ? 'list' : 'map'))
  expect(new Set(shapes)).toEqual(new Set(['list', 'map']))
})

test('unknown fields stand beside the known ones', async () => {
  const { frames } = await talk('unknown-events-and-fields')
  expect(frames.map((frame) => frame.schema_version)).toEqual(frames.map(() => 3))
  expect(objectField(frames[0] ?? {}, 'data')).toMatchObject({ region: 'us-central1', mode: 'main' })
})

test('times come in many kinds', async () => {
  const { frames } = await talk('timestamp-kinds')
  const kinds = frames.map(({ timestamp }) =>
    typeof timestamp === 'string' ? timestamp.replace(/\d+/g, '0') : 'number',
  )
  expect(new Set(kinds).size).toBeGreaterThanOrEqual(5)
})

test('the huge answer is 200 KB, the colourful one holds markup and control characters', async () => {
  expect(answerIn((await talk('huge-answer')).frames).length).toBeGreaterThan(200 * 1024)
  const answer = answerIn((await talk('unicode-and-html')).frames)
  expect(answer).toContain('<script>')
  expect(answer).toContain('\u0000')
  expect(answer).toContain('日本語')
})

test('pieces and progress come before the answer', async () => {
  const { types } = await talk('streamed-answer')
  expect(types.filter((type) => type === 'stream_chunk')).toHaveLength(9)
  expect(types.filter((type) => type === 'progress_update')).toHaveLength(3)
  expect(types.at(-1)).toBe('agent_completed')
})

test('fragments arrive as whole messages, with pings between them', async () => {
  const { types, pings } = await talk('fragmented-frames')
  expect(types.slice(1)).toEqual(five)
  expect(pings).toBeGreaterThanOrEqual(4 * five.length)
})

test.each([
  ['compressed-frames', 'permessage-deflate'],
  ['dialect-manager', ''],
])('%s compresses for who offers it: "%s"', async (variant, extensions) => {
  await using twin = await startTwin({ dialect: 'manager', faults: [], variant, seed: 's', timeScale: 20 })
  const authorization = `Bearer ${await signIn(twin, 'ada')}`
  const socket = new WebSocket(twin.urls.ws, { headers: { authorization }, perMessageDeflate: true })
  await once(socket, 'open')
  expect(socket.extensions).toContain(extensions)
  expect(socket.extensions === '').toBe(extensions === '')
  socket.terminate()
})
