/* Runs in every document before its own scripts, inside a block that defines `config`. It only looks and tells; whatever goes wrong in here must not reach the page. */
const tellMonitor = globalThis[config.binding]
const later = globalThis.setTimeout
const doc = Math.random().toString(36).slice(2)

function tell(message) {
  try {
    tellMonitor({ doc, at: performance.timeOrigin + performance.now(), ...message }).catch(() => undefined)
  } catch {
    // The page is going away.
  }
}

/* Sockets: the browser's protocol does not say with which code one closed, nor who began. */
let sockets = 0
const NativeSocket = globalThis.WebSocket
globalThis.WebSocket = new Proxy(NativeSocket, {
  construct(target, args, newTarget) {
    const socket = Reflect.construct(target, args, newTarget)
    const n = ++sockets
    let sentCode = null
    const close = socket.close.bind(socket)
    socket.close = (...closing) => {
      if (socket.readyState < NativeSocket.CLOSING) sentCode = closing[0] ?? 1005
      return close(...closing)
    }
    tell({ kind: 'socket', n, url: socket.url })
    socket.addEventListener('close', ({ code, reason }) => tell({ kind: 'close', n, code, reason, sentCode }))
    return socket
  },
})

/* The screen: what a person could read, told whenever it changes. */
const LONGEST = 16 * 1024
/* What proves an answer may stand anywhere in it, but most often near its beginning; the newest must be in, however long it is. */
const ANSWER_HEAD = 24 * 1024
const ANSWER_TAIL = 8 * 1024
const LONGEST_ANSWERS = 64 * 1024
const LOOK_EVERY_MS = 500
let last = ''
let isLooking = false

function isVisible(element) {
  return (
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0
  )
}

function seen(selector) {
  return selector === undefined ? [] : [...document.querySelectorAll(selector)].filter(isVisible)
}

function read(selector) {
  // biome-ignore lint/performance/useDomNodeTextContent: a person reads what is rendered
  return seen(selector).map((element) => element.innerText ?? element.textContent ?? '')
}

function shorten(text) {
  if (text.length <= ANSWER_HEAD + ANSWER_TAIL) return text
  return `${text.slice(0, ANSWER_HEAD)}\n[…]\n${text.slice(-ANSWER_TAIL)}`
}

function look() {
  isLooking = false
  try {
    const { selectors } = config
    const progress = read(selectors.progress)
    const state = {
      ready: seen(selectors.ready).length > 0,
      answer: read(selectors.answer).map(shorten).join('\n').slice(-LONGEST_ANSWERS),
      progress: progress.length,
      latest: (progress.at(-1) ?? '').slice(0, LONGEST),
      events: Object.fromEntries(Object.entries(selectors.events).map(([type, each]) => [type, seen(each).length])),
      busy: seen(selectors.busy).length > 0,
      error: read(selectors.error).join('\n').slice(0, LONGEST),
      signedOut: seen(selectors.signedOut).length > 0,
    }
    const now = JSON.stringify(state)
    if (now === last) return
    last = now
    tell({ kind: 'screen', state })
  } catch {
    // Nothing to look at yet.
  }
}

function lookSoon() {
  if (isLooking) return
  isLooking = true
  later(look, 0)
}

function lookAgain() {
  look()
  later(lookAgain, LOOK_EVERY_MS)
}

/* How the page felt. */
function watchVitals() {
  const observe = (type, hear, options = {}) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true, ...options })
    } catch {
      // This browser does not measure it.
    }
  }
  let slowest = 0
  observe('largest-contentful-paint', ({ startTime }) => tell({ kind: 'vital', name: 'lcp', value: startTime }))
  observe('navigation', ({ responseStart }) => tell({ kind: 'vital', name: 'ttfb', value: responseStart }))
  observe(
    'event',
    ({ interactionId, duration }) => {
      if (!interactionId || duration <= slowest) return
      slowest = duration
      tell({ kind: 'vital', name: 'inp', value: duration })
    },
    { durationThreshold: 16 },
  )
}

if (globalThis === globalThis.top) {
  tell({ kind: 'document' })
  new MutationObserver(lookSoon).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  })
  lookAgain()
  watchVitals()
}
