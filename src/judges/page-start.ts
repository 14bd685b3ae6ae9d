import type { Code } from '../model/codes.ts'
import type { ScreenFact } from '../model/screen-fact.ts'
import { networkFailure } from './network-failure.ts'
import { missed, type PageView } from './page-view.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'

/** Why a page never became a chat; what a page throws and survives is a warning. */
export function pageStart(page: PageView): Symptom[] {
  const document = brokenDocument(page)
  if (document !== null) return [document]
  const frozen = page.sights.find(({ sight }) => sight === 'frozen')
  if (frozen !== undefined) return [waitedInVain(page, frozen, 'page-frozen', 'a page that answers')]
  const waited = missed(page, 'ready') ?? missed(page, 'page') ?? missed(page, 'sign-in form')
  const thrown = page.sights.filter(({ sight }) => sight === 'page-error')
  if (waited !== undefined) return [neverReady(page, waited, thrown)]
  const socketless = missed(page, 'socket')
  return [
    ...(socketless === undefined ? [] : [noSocket(page, socketless)]),
    ...thrown.slice(0, 1).map((error) => survived(page, error, thrown.length)),
  ]
}

function brokenDocument({ user, documents }: PageView): Symptom | null {
  const broken = documents.find(
    ({ status, error }) =>
      (status === null && networkFailure(error) !== 'cancelled') || (status !== null && status >= 400),
  )
  if (broken === undefined) return null
  const { status, error, url, atMs, endMs, seq } = broken
  return symptom({
    code: 'page-unreachable',
    phase: 'platform',
    user,
    expected: `200 from ${url}`,
    received: status === null ? `${error?.code ?? 'nothing'}: ${quote(error?.message ?? '')}` : `${status}`,
    frames: [seq],
    window: { fromMs: atMs, toMs: endMs },
    http: broken,
  })
}

/** The screen at the end of the wait tells which of three it is. */
function neverReady(page: PageView, waited: ScreenFact, thrown: readonly ScreenFact[]): Symptom {
  const [error] = thrown
  if (error !== undefined) {
    const finding = waitedInVain(page, waited, 'page-script-error', 'a page without errors that becomes a chat')
    return { ...finding, received: quote(error.text), frames: [waited.seq, error.seq] }
  }
  const text = page.sights.find(({ sight, seq }) => sight === 'text' && seq > waited.seq)
  if (text !== undefined && text.text.trim() === '') {
    const finding = waitedInVain(page, waited, 'page-blank', 'words on the screen')
    return { ...finding, received: 'a screen without a word', frames: [waited.seq, text.seq] }
  }
  const finding = waitedInVain(page, waited, 'page-never-ready', 'a page that becomes a chat')
  return text === undefined ? finding : { ...finding, received: `${finding.received}: ${quote(text.text)}` }
}

function noSocket(page: PageView, waited: ScreenFact): Symptom {
  return {
    ...waitedInVain(page, waited, 'page-opens-no-socket', 'a page that opens its chat socket'),
    phase: 'handshake',
  }
}

function survived({ user }: PageView, error: ScreenFact, all: number): Symptom {
  return symptom({
    code: 'page-script-error',
    phase: 'platform',
    severity: 'warn',
    user,
    expected: 'a page without errors',
    received: `${quote(error.text)}${all === 1 ? '' : `, and ${all - 1} more`}`,
    frames: [error.seq],
  })
}

/** A finding about something that a page did not do in time. */
export function waitedInVain(page: PageView, waited: ScreenFact, code: Code, expected: string): Symptom {
  const { seq, atMs, valueMs, text } = waited
  const took = `nothing in ${Math.round(valueMs ?? 0)} ms`
  return symptom({
    code,
    phase: 'platform',
    user: page.user,
    expected,
    received: text === '' ? took : `${took}, ${quote(text)}`,
    frames: [seq],
    window: { fromMs: atMs - (valueMs ?? 0), toMs: atMs },
  })
}
