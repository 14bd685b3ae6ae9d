import { waitMs } from '../../protocol/conversation-limits.ts'
import { isProven } from '../../protocol/nonce.ts'
import type { Prompt } from '../converse.ts'
import type { GatePlace } from '../start-gate.ts'
import { joinUrl } from '../urls.ts'
import type { FormEntrance } from './page-entrance.ts'
import type { PageKit } from './page-kit.ts'
import { ACT_MS, look, settleIn } from './page-look.ts'
import { createPageTalk } from './page-talk.ts'
import type { ScreenState } from './page-words.ts'

/** Loads the page, fills in the form where that is how users sign in, and waits until the chat can be used. */
export async function openChat(kit: PageKit, form: FormEntrance | null, signal: AbortSignal): Promise<void> {
  const { page, screen, hands, limit, parts } = kit
  const url = joinUrl(parts.appUrl, parts.config.path)
  const loadMs = limit(waitMs(parts.target.thresholds.page.failMs))
  await hands('page', loadMs, signal, async () => {
    const response = await page.goto(url, { waitUntil: 'commit', timeout: 0 })
    const name = Object.keys(parts.config.selectors.events).join(' ')
    screen.note({ sight: 'opened', name, text: `${response?.status() ?? 'no answer'} ${url}` })
  })
  if (form !== null) {
    await hands('sign-in form', loadMs, signal, async () => {
      await page.locator(form.email).fill(form.address, { timeout: 0 })
      await page.locator(form.password).fill(form.secret.reveal(), { timeout: 0 })
      await page.locator(form.submit).click({ timeout: 0 })
    })
  }
  await settleIn(kit, signal)
}

/** Types and sends a prompt, where there is a place at a gate when that opens, and waits until the screen shows the end of it. */
export async function chat(kit: PageKit, prompt: Prompt, signal: AbortSignal, place: GatePlace | null): Promise<void> {
  const { screen, hands, limit, parts } = kit
  const { clock, target } = parts
  const { answer, screen: shown, settleMs } = target.thresholds
  const before = screen.state
  const waiting = createPageTalk({ ...parts, onLeft: (atMs) => screen.promptLeft(atMs) }, prompt)
  kit.talk = waiting
  await type(kit, prompt.text, signal, place)
  const going = await hands('prompt sent', limit(ACT_MS), signal, () => waiting.left)
  try {
    await going.reach({ clock, signal }, null, waitMs(answer.failMs) + settleMs)
    await screen.until('answer', isAnswered(kit, prompt, before), limit(waitMs(shown.failMs)), signal)
  } finally {
    if (!signal.aborted) {
      await parts.artifacts?.snap(`${parts.name}.conversation`, kit.page)
      await look(kit, signal)
    }
  }
}

async function type(kit: PageKit, text: string, signal: AbortSignal, place: GatePlace | null): Promise<void> {
  const { page, hands, limit, parts } = kit
  const { selectors } = parts.config
  const field = page.locator(selectors.prompt).first()
  await hands('prompt', limit(ACT_MS), signal, () => field.fill(text, { timeout: 0 }))
  if (place !== null) await gateOpens(place)
  await hands('prompt', limit(ACT_MS), signal, async () => {
    if (selectors.send === undefined) await field.press('Enter', { timeout: 0 })
    else await page.locator(selectors.send).first().click({ timeout: 0 })
  })
}

function gateOpens(place: GatePlace): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  place.arrive(resolve)
  return promise
}

/** Whether the answer stands on the screen and nothing turns any more. */
function isAnswered({ parts }: PageKit, prompt: Prompt, before: ScreenState): (state: ScreenState) => boolean {
  const { proof } = parts.target.capabilities
  return ({ answer, busy }) => answer !== before.answer && isProven(answer, prompt.expected, proof) && !busy
}

/** Loads the page again and waits until the chat can be used. */
export async function reload(kit: PageKit, signal: AbortSignal): Promise<void> {
  const { page, screen, sockets, arrival, hands, limit, parts } = kit
  arrival.again()
  await scripted(kit, () =>
    hands('page', limit(waitMs(parts.target.thresholds.page.failMs)), signal, async () => {
      const before = sockets.open
      await page.reload({ waitUntil: 'commit', timeout: 0 })
      sockets.leave(before)
    }),
  )
  screen.note({ sight: 'reloaded' })
  await settleIn(kit, signal)
  await look(kit, signal)
}

/**
 * Signs out through the page, where its configuration says how, and waits for its sockets to end. A session that was made
 * elsewhere would be used up by that and is left alone.
 */
export async function signOut(kit: PageKit, signal: AbortSignal): Promise<void> {
  const { page, screen, hands, limit, parts } = kit
  const { signOut: button, signedOut } = parts.config.selectors
  if (button !== undefined && !isLent(parts)) {
    await scripted(kit, async () => {
      await hands('sign-out', limit(ACT_MS), signal, () => page.locator(button).first().click({ timeout: 0 }))
      const ms = limit(parts.target.thresholds.screen.failMs)
      if (signedOut !== undefined) await screen.until('signed out', (state) => state.signedOut, ms, signal)
      screen.note({ sight: 'signed-out' })
      await endOfSockets(kit, ms, signal)
    })
  }
  await look(kit, signal)
}

/** Whether the page lives on a session that we cannot make again: one from a file, or a token made elsewhere. */
function isLent({ config, target }: PageKit['parts']): boolean {
  const { way } = config.signIn
  return way === 'storage-state' || (way === 'session' && target.signIn.way === 'token')
}

/** Does what ends sockets because the scenario wants it. */
async function scripted(kit: PageKit, work: () => Promise<void>): Promise<void> {
  kit.isScripted = true
  try {
    await work()
  } finally {
    kit.isScripted = false
  }
}

/** Waits until the page has closed its sockets, as one does that nobody is signed in to; else writes down which it left open. */
async function endOfSockets({ sockets, screen, parts }: PageKit, ms: number, signal: AbortSignal): Promise<void> {
  const { clock } = parts
  const fromMs = clock.now()
  const waitedMs = () => clock.now() - fromMs
  while (sockets.open.length > 0 && waitedMs() < ms) await clock.sleep(20 * clock.timeScale, signal)
  if (sockets.open.length === 0) return
  const text = sockets.open.map((socket) => socket.name.socket).join(', ')
  screen.note({ sight: 'waited', name: 'sockets closed', text, valueMs: waitedMs() })
}
