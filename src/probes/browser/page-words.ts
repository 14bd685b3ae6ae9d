/** What stood on the screen at one moment. */
export type ScreenState = {
  readonly ready: boolean
  /** All answers together. */
  readonly answer: string
  /** How many signs of progress there were, and the words of the last. */
  readonly progress: number
  readonly latest: string
  /** How many signs of each event there were, by its type. */
  readonly events: Readonly<Record<string, number>>
  readonly busy: boolean
  readonly error: string
  readonly signedOut: boolean
}

/** The screen of a document that has shown nothing yet. */
export const emptyScreen: ScreenState = {
  ready: false,
  answer: '',
  progress: 0,
  latest: '',
  events: {},
  busy: false,
  error: '',
  signedOut: false,
}

/** What our script inside a page tells. `doc` names the document, `at` is Unix milliseconds. */
export type PageWord = { readonly doc: string; readonly at: number } & (
  | { readonly kind: 'document' }
  | { readonly kind: 'socket'; readonly n: number; readonly url: string }
  | {
      readonly kind: 'close'
      readonly n: number
      readonly code: number
      readonly reason: string
      readonly sentCode: number | null
    }
  | { readonly kind: 'screen'; readonly state: ScreenState }
  | { readonly kind: 'vital'; readonly name: 'lcp' | 'inp' | 'ttfb'; readonly value: number }
)

/** Reads what came from a page. Null for anything that our script does not say: the page could call us as well. */
export function readPageWord(value: unknown): PageWord | null {
  if (!isRecord(value)) return null
  const { doc, at, kind, n } = value
  if (typeof doc !== 'string' || typeof at !== 'number') return null
  if (kind === 'document') return { doc, at, kind }
  if (kind === 'socket' && typeof n === 'number') return { doc, at, kind, n, url: textOf(value.url) }
  if (kind === 'close' && typeof n === 'number' && typeof value.code === 'number') {
    const sentCode = typeof value.sentCode === 'number' ? value.sentCode : null
    return { doc, at, kind, n, code: value.code, reason: textOf(value.reason), sentCode }
  }
  if (kind === 'screen' && isRecord(value.state)) return { doc, at, kind, state: readState(value.state) }
  if (kind === 'vital' && typeof value.value === 'number') {
    const { name } = value
    if (name === 'lcp' || name === 'inp' || name === 'ttfb') return { doc, at, kind, name, value: value.value }
  }
  return null
}

function readState(state: Readonly<Record<string, unknown>>): ScreenState {
  return {
    ready: state.ready === true,
    answer: textOf(state.answer),
    progress: numberOf(state.progress),
    latest: textOf(state.latest),
    events: isRecord(state.events)
      ? Object.fromEntries(Object.entries(state.events).map(([type, count]) => [type, numberOf(count)]))
      : {},
    busy: state.busy === true,
    error: textOf(state.error),
    signedOut: state.signedOut === true,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
