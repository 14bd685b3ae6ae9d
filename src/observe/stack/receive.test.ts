import { expect, test } from 'vitest'
import type { Message } from './message.ts'
import { receive } from './receive.ts'

const post = (url: string, body: string) => fetch(url, { method: 'POST', body }).then(({ status }) => status)

test('messages are heard in their order, and what is none is refused', async () => {
  const heard: Message[] = []
  await using receiver = await receive(0, (message) => heard.push(message))
  const url = receiver.hook('page-agents')
  expect(await post(url, '{"receiver":"a","alerts":[]}')).toBe(200)
  expect(await post(url, 'not json')).toBe(400)
  expect(await post(url, '{"receiver":"b","alerts":[]}')).toBe(200)
  expect(heard.map((message) => message.receiver)).toEqual(['a', 'b'])
})

test('a message that is too large is refused', async () => {
  await using receiver = await receive(0, () => {
    throw new Error('Nobody must hear it.')
  })
  const status = await post(receiver.hook('x'), ' '.repeat(1_100_000)).catch(() => 'cut')
  expect([413, 'cut']).toContain(status)
})

test('after closing nobody answers', async () => {
  const receiver = await receive(0, () => {})
  await receiver[Symbol.asyncDispose]()
  await expect(post(receiver.hook('x'), '{}')).rejects.toThrow('fetch failed')
})

test('a port that is taken is named', async () => {
  await using first = await receive(0, () => {})
  const port = Number(new URL(first.hook('x')).port)
  await expect(receive(port, () => {})).rejects.toThrow(`Port ${port} of loopback cannot be opened`)
})
