import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ServerFailure } from '../server-failure.ts'
import { createTasks, type Tasks } from '../tasks.ts'
import { request } from '../testing/sign-in.ts'
import { type Handler, json } from './exchange.ts'
import { listen } from './listen.ts'

function serve(handler: Handler, tasks: Tasks = createTasks()) {
  const { signal } = new AbortController()
  return listen({ name: 'small', port: 0, handler, bodyLimit: 10, perMessageDeflate: false, tasks, signal })
}

/** Sends raw bytes and reads until the server ends the connection. */
async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}

test('a handler sees method, path, query, headers and body', async () => {
  await using server = await serve(async ({ method, path, query, headers, body, upgrade }) =>
    json(200, { method, path, query: [...query], x: headers['x-one'], body, upgrade }),
  )
  const answer = await request(`http://127.0.0.1:${server.port}/a/b?c=d`, {
    method: 'POST',
    headers: { 'X-One': '1' },
    body: 'héllo',
  })
  expect(answer.json).toEqual({
    method: 'POST',
    path: '/a/b',
    query: [['c', 'd']],
    x: '1',
    body: 'héllo',
    upgrade: false,
  })
})

test('a body above the limit is 413, one at the limit is not', async () => {
  await using server = await serve(async () => json(200, {}))
  const url = `http://127.0.0.1:${server.port}/`
  expect((await request(url, { method: 'POST', body: 'x'.repeat(10) })).status).toBe(200)
  expect((await request(url, { method: 'POST', body: 'x'.repeat(11) })).status).toBe(413)
})

test('a target that is no URL is 400, for requests and upgrades', async () => {
  await using server = await serve(async () => json(200, {}))
  expect(await sendRaw(server.port, 'GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1.1 400 /,
  )
  const upgrade = 'GET // HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'
  expect(await sendRaw(server.port, upgrade)).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
})

test('a crash that is played is a 500, a real one also fails the twin', async () => {
  const tasks = createTasks()
  await using server = await serve(async ({ path }) => {
    throw path === '/played' ? new ServerFailure('TypeError', 'played') : new Error('a bug')
  }, tasks)
  const url = `http://127.0.0.1:${server.port}`
  expect((await request(`${url}/played`)).status).toBe(500)
  await tasks.settle()
  expect((await request(`${url}/bug`)).status).toBe(500)
  await expect(tasks.settle()).rejects.toThrow('The twin failed in the background.')
})

test('a caller who leaves in the middle of a body or before the answer harms nothing', async () => {
  const tasks = createTasks()
  const arrived = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  await using server = await serve(({ signal }) => {
    arrived.resolve()
    signal.addEventListener('abort', () => left.resolve())
    return left.promise.then(() => Promise.reject(new Error('too late')))
  }, tasks)
  const halfway = connect(server.port, '127.0.0.1')
  halfway.end('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc')
  const patient = connect(server.port, '127.0.0.1')
  patient.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await arrived.promise
  patient.destroy()
  halfway.destroy()
  await left.promise
  await expect(tasks.settle()).resolves.toBeUndefined()
})

test('a dropped request or upgrade gets no answer at all', async () => {
  await using server = await serve(async () => ({ kind: 'drop' }))
  expect(await sendRaw(server.port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('')
  const upgrade = 'GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'
  expect(await sendRaw(server.port, upgrade)).toBe('')
})
