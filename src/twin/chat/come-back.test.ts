import { expect, test } from 'vitest'
import { startTwin } from '../start-twin.ts'
import { openReady, userMessage } from '../testing/talk.ts'

/** Who comes back must be there before the run ends, also on a busy machine. */
const options = { faults: [], seed: 'back', timeScale: 5 } as const

test.each(['bridge', 'handshake'] as const)(
  '%s: who was cut off gets the rest of the run on the next socket',
  async (dialect) => {
    await using twin = await startTwin({ ...options, dialect })
    const first = await openReady(twin, 'ada')
    first.send(userMessage('Save money.'))
    await first.frame('agent_thinking')
    first.socket.terminate()
    using second = await openReady(twin, 'ada')
    await second.frame('agent_completed')
    expect([...first.types(), ...second.types()].filter((type) => type.startsWith('agent_'))).toEqual([
      'agent_started',
      'agent_thinking',
      'agent_completed',
    ])
  },
)

test('others get nothing of it', async () => {
  await using twin = await startTwin({ ...options, dialect: 'bridge' })
  using stranger = await openReady(twin, 'bob')
  const first = await openReady(twin, 'ada')
  first.send(userMessage('Save money.'))
  await first.frame('agent_thinking')
  first.socket.terminate()
  using second = await openReady(twin, 'ada')
  await second.frame('agent_completed')
  expect(stranger.types()).toEqual(['connection_established'])
})

test('who closed politely gets nothing more', async () => {
  await using twin = await startTwin({ ...options, dialect: 'bridge' })
  const first = await openReady(twin, 'ada')
  first.send(userMessage('Save money.'))
  await first.frame('agent_thinking')
  first.socket.close(1000)
  await first.ended
  using second = await openReady(twin, 'ada')
  second.send(userMessage('Save money.'))
  await second.frame('agent_completed')
  expect(second.types().filter((type) => type === 'agent_completed')).toHaveLength(1)
})
