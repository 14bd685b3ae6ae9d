import { execFile } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startTwin } from './start-twin.ts'
import { openChat } from './testing/chat-client.ts'
import { request, signIn } from './testing/sign-in.ts'
import { instruction, openReady, userMessage } from './testing/talk.ts'

const options = { dialect: 'payload', faults: [], seed: 'start', timeScale: 50 } as const

test('a port that is taken is named, and nothing stays behind', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const api = typeof address === 'object' && address !== null ? address.port : 0
  await expect(startTwin({ ...options, ports: { auth: 0, api } })).rejects.toThrow(
    `The twin's api port ${api} cannot be opened: another process uses it. Give another port, or 0 for any free one.`,
  )
  await new Promise((resolve) => other.close(resolve))
})

test('ports can be chosen', async () => {
  const first = await startTwin(options)
  const port = (url: string | undefined) => Number(URL.parse(url ?? '')?.port ?? 0)
  const { urls } = first
  await first.close()
  const ports = { auth: port(urls.auth), api: port(urls.api), direct: port(urls.directApi), app: port(urls.app ?? '') }
  await using second = await startTwin({ ...options, ports })
  expect(second.urls).toEqual(first.urls)
})

test('an unknown fault or parameter is an error that says what is known', async () => {
  await expect(startTwin({ ...options, faults: ['auth-login-6xx'] })).rejects.toThrow(
    /^The twin knows no fault "auth-login-6xx"\. It knows: accepted-then-closed-1011, .*auth-login-5xx/,
  )
  await expect(startTwin({ ...options, faults: ['events-duplicated:often=1'] })).rejects.toThrow(
    'The fault events-duplicated has no parameter "often". It has: events.',
  )
})

test('closing ends sockets with 1001, whatever was going on, and opens the ports for others', async () => {
  const twin = await startTwin(options)
  const idle = await openReady(twin, 'ada')
  const busy = await openReady(twin, 'bob')
  busy.send(userMessage('Save money.'))
  await busy.frame('agent_started')
  const halfway = connect(Number(new URL(twin.urls.api).port), '127.0.0.1')
  const cut = new Promise((resolve) => halfway.once('close', resolve))
  halfway.on('error', () => {})
  halfway.write('GET / HTTP/1.1\r\n')
  await twin.close()
  await cut
  expect(await idle.ended).toEqual({ code: 1001, reason: 'Server going away' })
  expect((await busy.ended).code).toBe(1001)
  await expect(fetch(twin.urls.auth)).rejects.toThrow('fetch failed')
})

test('after closing nothing keeps the process alive', async () => {
  const program = join(import.meta.dirname, 'testing', 'start-and-stop.ts')
  const { stderr } = await promisify(execFile)(process.execPath, [program], { timeout: 10_000 })
  expect(stderr).toBe('')
}, 20_000)

test('closing twice is one close, and disposing is closing', async () => {
  const twin = await startTwin(options)
  expect(twin.close()).toBe(twin.close())
  await twin[Symbol.asyncDispose]()
  await expect(fetch(twin.urls.api)).rejects.toThrow()
})

test('an aborted signal stops the twin, one aborted before keeps it from starting', async () => {
  const stop = new AbortController()
  const twin = await startTwin({ ...options, signal: stop.signal })
  const chat = await openReady(twin, 'ada')
  stop.abort()
  expect((await chat.ended).code).toBe(1001)
  await twin.close()
  await expect(startTwin({ ...options, signal: stop.signal })).rejects.toThrow()
  const later = new AbortController()
  const starting = startTwin({ ...options, signal: later.signal })
  later.abort(new Error('changed our mind'))
  await expect(starting).rejects.toThrow('changed our mind')
})

/** All frames of two users who talk one after the other, without the times in them. */
async function story(seed: string): Promise<string> {
  await using twin = await startTwin({ ...options, seed })
  const frames: unknown[] = []
  for (const name of ['ada', 'bob']) {
    using chat = await openReady(twin, name)
    chat.send(userMessage(`Save money. ${instruction}`))
    await chat.frame('agent_completed')
    frames.push(...chat.frames)
  }
  return JSON.stringify(frames)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+/g, 'iso')
    .replaceAll(/\d{10}\.\d+|\d{10}(?=})/g, 'time')
}

test('a seed repeats ids and answers, another one changes them', async () => {
  const first = await story('one')
  expect(await story('one')).toBe(first)
  expect(await story('two')).not.toBe(first)
})

test('requests without the affinity cookie go round the instances, with it to the same one', async () => {
  await using twin = await startTwin(options)
  const cookieOf = async (cookie?: string) => {
    const headers = cookie === undefined ? {} : { cookie }
    return (await request(`${twin.urls.api}/health`, { headers })).headers.get('set-cookie')?.split(';')[0]
  }
  const first = await cookieOf()
  const second = await cookieOf()
  expect(new Set([first, second])).toEqual(new Set(['GENERATED_COOKIE=instance-1', 'GENERATED_COOKIE=instance-2']))
  expect(await cookieOf(first)).toBeUndefined()
  expect(await cookieOf('GENERATED_COOKIE=gone')).toMatch(/^GENERATED_COOKIE=instance-/)
})

test('an upgrade gets the affinity cookie and the revision too', async () => {
  await using twin = await startTwin(options)
  const token = await signIn(twin, 'ada')
  using chat = await openChat(twin, { token })
  expect(chat.upgradeHeaders).toMatchObject({
    'set-cookie': [expect.stringMatching(/^GENERATED_COOKIE=instance-[12]; /)],
    'x-service-version': expect.any(String),
    via: '1.1 google',
  })
})

test('faults are switched while it runs, and a name that nobody knows changes nothing', async () => {
  await using twin = await startTwin(options)
  const health = async () => (await fetch(`${twin.urls.api}/health`)).status
  expect(await health()).toBe(200)
  await twin.switchFaults(['backend-crash-loop-503'])
  expect(await health()).toBe(503)
  await expect(twin.switchFaults(['made-up'])).rejects.toThrow('The twin knows no fault "made-up".')
  expect(twin.faults).toEqual(['backend-crash-loop-503'])
  await twin.switchFaults([])
  expect(await health()).toBe(200)
})
