import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat } from '../testing/chat-client.ts'
import { signIn } from '../testing/sign-in.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

function startWith(fault: string): Promise<Twin> {
  return startTwin({ dialect: 'bridge', faults: [fault], seed: 'races', timeScale: 20 })
}

test('early-message-lost: what comes before the welcome has no effect, the same after it has', async () => {
  await using twin = await startWith('early-message-lost')
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  chat.send(userMessage('Too early'))
  await chat.frame('connection_established')
  chat.send(userMessage(instruction))
  await chat.frame('agent_completed')
  expect(chat.types().filter((type) => type === 'agent_started')).toHaveLength(1)
})

test('handshake-accept-race: a socket that heard something before its welcome breaks at the first event', async () => {
  await using twin = await startWith('handshake-accept-race')
  using hasty = await openChat(twin, { token: await signIn(twin, 'ada') })
  hasty.send(userMessage(instruction))
  expect(await hasty.ended).toMatchObject({ code: 1006 })
  expect(hasty.types()).toEqual(['connection_established'])
  using patient = await openReady(twin, 'ada')
  patient.send(userMessage(instruction))
  await patient.frame('agent_completed')
})

test('engine-cap-two-per-user: of three runs one is refused, and another user does not feel it', async () => {
  await using twin = await startWith('engine-cap-two-per-user')
  const tabs = await Promise.all([1, 2, 3].map(() => openReady(twin, 'ada')))
  using other = await openReady(twin, 'bob')
  for (const chat of [...tabs, other]) chat.send(userMessage(instruction))
  const ends = await Promise.all(
    [...tabs, other].map((chat) =>
      Promise.race([
        chat.frame('agent_completed').then(() => 'completed'),
        chat.frame('agent_error').then(() => 'refused'),
      ]),
    ),
  )
  expect(ends.slice(0, 3).toSorted()).toEqual(['completed', 'completed', 'refused'])
  expect(ends[3]).toBe('completed')
  const [first] = tabs
  first?.send(userMessage(instruction))
  await expect(first?.frame('agent_started', ends[0] === 'refused' ? 1 : 2)).resolves.toBeDefined()
  for (const chat of tabs) chat[Symbol.dispose]()
})

test('engine-lock-convoy: those who ask together begin one turn apart', async () => {
  await using twin = await startWith('engine-lock-convoy:ms=2000')
  const chats = await Promise.all(['ada', 'bob', 'cleo'].map((name) => openReady(twin, name)))
  const startMs = performance.now()
  for (const chat of chats) chat.send(userMessage(instruction))
  const beganMs = await Promise.all(
    chats.map(async (chat) => {
      await chat.frame('agent_started')
      return performance.now() - startMs
    }),
  )
  for (const chat of chats) chat[Symbol.dispose]()
  // Turns of 2 s at twenty times the speed: 100 ms.
  expect(Math.max(...beganMs)).toBeGreaterThanOrEqual(300)
})

/** Whom two users are taken for, whose upgrades to one instance overlap or follow one another. */
async function taken(how: 'together' | 'in turn'): Promise<string[]> {
  await using twin = await startWith('upgrade-token-swap:ms=400')
  using anchor = await openReady(twin, 'zoe')
  const cookie = String(anchor.upgradeHeaders['set-cookie']).split(';', 1)[0] ?? ''
  const tokens = await Promise.all(['adam', 'beth'].map((name) => signIn(twin, name)))
  const open = async (token: string) => {
    using chat = await openChat(twin, { token, headers: { cookie } })
    const { data } = await chat.frame('connection_established')
    return JSON.stringify(data).match(/"user_id":"([^"]+)"/)?.[1] ?? ''
  }
  if (how === 'together') return await Promise.all(tokens.map(open))
  const names: string[] = []
  for (const token of tokens) names.push(await open(token))
  return names
}

test('upgrade-token-swap: who connects alone is oneself', async () => {
  expect(await taken('in turn')).toEqual(['e2e-adam...', 'e2e-beth...'])
})

test('upgrade-token-swap: of two who connect together both are the same', async () => {
  const [one, other] = await taken('together')
  expect(one).toBe(other)
})
