import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { nothing, oneUser } from './judging.builder.ts'
import { viewEvidence } from './view.ts'

function firstSocket(evidence: Parameters<typeof viewEvidence>[0]) {
  const [socket] = viewEvidence(evidence).sockets
  if (socket === undefined) throw new Error('the evidence has no socket')
  return socket
}

test('a whole run has one socket with welcome, conversation and close', () => {
  const socket = firstSocket(oneUser((user) => user.whole()))
  expect(socket).toMatchObject({
    name: 'socket-1',
    welcome: { userId: 'e2e-amber-1', mode: 'main' },
    close: { code: 1000 },
  })
  expect(socket.conversations).toHaveLength(1)
  expect(socket.conversations[0]?.conversation.end?.kind).toBe('completed')
})

test('each prompt owns the frames up to the next one', () => {
  const socket = firstSocket(oneUser((user) => user.signIn().upgrade().welcome().chat().chat().close()))
  expect(socket.conversations.map(({ conversation }) => conversation.events.length)).toEqual([5, 5])
  expect(socket.conversations.map(({ conversation }) => conversation.end?.kind)).toEqual(['completed', 'completed'])
})

test('agent events without a prompt on record are a conversation of a speaker', () => {
  const socket = firstSocket(oneUser((user) => user.upgrade().started()))
  expect(socket.conversations).toMatchObject([{ prompt: null, promptAtMs: null }])
})

test('agent events to a bystander are no conversation', () => {
  const run = new EvidenceBuilder()
  run.user(1, 'bystander').upgrade().welcome().started()
  expect(firstSocket(run.build()).conversations).toEqual([])
})

test.each([
  ['text that is no JSON', 'hello'],
  ['a JSON array', '[1,2]'],
  ['half an object', '{"type":'],
  ['nothing', ''],
])('%s is a frame with a problem', (_what, text) => {
  const socket = firstSocket(oneUser((user) => user.upgrade().got(text)))
  expect(socket.frames.map(({ problem }) => typeof problem)).toEqual(['string'])
})

test('a binary frame is one with a problem, and control frames are none', () => {
  const socket = firstSocket(
    oneUser((user) => user.upgrade().gotBinary('AAEC').control('in', 'ping').control('out', 'pong')),
  )
  expect(socket.frames.map(({ problem }) => problem !== null)).toEqual([true, false, false])
})

test('our own frames are not decoded', () => {
  const socket = firstSocket(oneUser((user) => user.upgrade().prompt()))
  expect(socket.frames.map(({ events }) => events)).toEqual([[]])
})

test('facts of a user whom nobody introduced get a user of their own', () => {
  const evidence = oneUser((user) => user.upgrade().welcome())
  const view = viewEvidence({ ...evidence, users: [] })
  expect(view.users.map(({ user }) => user.id)).toEqual(['user-1'])
  expect(view.users[0]?.sockets).toHaveLength(1)
})

test('an attempt that was refused is a socket without frames', () => {
  const socket = firstSocket(oneUser((user) => user.upgrade({ status: 403 })))
  expect(socket).toMatchObject({ upgrade: { status: 403 }, frames: [], welcome: null, close: null })
})

test('the same evidence is indexed once', () => {
  expect(viewEvidence(nothing)).toBe(viewEvidence(nothing))
})

test('a conversation begins with the frame of its prompt and ends before the next one', () => {
  const socket = firstSocket(oneUser((user) => user.upgrade().welcome().chat().chat().close()))
  const [first, second] = socket.conversations
  expect(first?.frames[0]?.fact.seq).toBe(first?.prompt?.frame)
  expect(first?.frames.map(({ fact }) => fact.seq)).not.toContain(second?.prompt?.frame)
})
