import { expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { createRandom } from '../../kernel/random.ts'
import { createWorld } from '../create-world.ts'
import { createThrough } from '../hook-points.ts'
import { type HttpCall, json } from '../http/exchange.ts'
import { createTasks } from '../tasks.ts'
import { createFront } from './front.ts'

const { signal } = new AbortController()

/** A balancer over instances that answer with their name, and with how they were called. */
function front() {
  const clock = createClock()
  const random = createRandom('front')
  const world = createWorld({
    clock,
    random,
    dialect: 'bridge',
    through: createThrough(() => []),
    tasks: createTasks(),
    signal,
  })
  const { balanced, direct } = createFront(world, {
    http: async ({ instance }) => json(200, instance.name),
    upgrade: async ({ instance }) => json(403, instance.name),
  })
  return async (cookie?: string, upgrade = false, past = false) => {
    const headers: HttpCall['headers'] = { cookie }
    const query = new URLSearchParams()
    const reply = await (past ? direct : balanced)({
      method: 'GET',
      path: '/',
      query,
      headers,
      body: '',
      upgrade,
      signal,
    })
    return reply.kind === 'answer' ? { ...reply, body: JSON.parse(reply.body) } : reply
  }
}

test('without a cookie the instances take turns, and each gives its cookie', async () => {
  const call = front()
  const replies = [await call(), await call(), await call()]
  expect(replies).toMatchObject([
    { body: 'instance-1', headers: { 'set-cookie': expect.stringMatching(/^GENERATED_COOKIE=instance-1; Path=\/; /) } },
    { body: 'instance-2', headers: { 'set-cookie': expect.stringMatching(/^GENERATED_COOKIE=instance-2; Path=\/; /) } },
    { body: 'instance-1' },
  ])
})

test('a cookie leads to its instance again and again, among other cookies too', async () => {
  const call = front()
  const cookie = 'a=b; GENERATED_COOKIE=instance-2; c=d'
  for (const reply of [await call(cookie), await call(cookie), await call(cookie, true)]) {
    expect(reply).toMatchObject({ body: 'instance-2' })
    expect(reply).not.toHaveProperty(['headers', 'set-cookie'])
  }
})

test('a cookie of an instance that is gone gives a new one', async () => {
  expect(await front()('GENERATED_COOKIE=instance-9')).toMatchObject({
    body: 'instance-1',
    headers: { 'set-cookie': expect.any(String), via: '1.1 google', 'x-service-version': expect.any(String) },
  })
})

test('upgrades go to the instances as upgrades', async () => {
  expect(await front()(undefined, true)).toMatchObject({ status: 403, body: 'instance-1' })
})

test('the direct address takes turns too, knows no cookie and passes no balancer', async () => {
  const call = front()
  const replies = [await call('GENERATED_COOKIE=instance-2', false, true), await call(undefined, true, true)]
  expect(replies).toMatchObject([{ body: 'instance-1' }, { status: 403, body: 'instance-2' }])
  for (const reply of replies) {
    expect(reply).not.toHaveProperty(['headers', 'set-cookie'])
    expect(reply).not.toHaveProperty(['headers', 'via'])
    expect(reply).toHaveProperty(['headers', 'x-service-version'])
  }
})
