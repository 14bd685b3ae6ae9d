// Loads the content of this page anew when something happened, so that a page without this script says the same.
const SOONEST_MS = 1000
const AGAIN_MS = 30000

const main = document.getElementById('main')
const sign = document.querySelector('[data-live]')
let waiting = false
let loading = false
let lastMs = 0

function soon() {
  if (waiting) return
  waiting = true
  setTimeout(() => void refresh(), Math.max(0, lastMs + SOONEST_MS - Date.now()))
}

async function refresh() {
  waiting = false
  if (loading || document.hidden || isBusy()) return
  loading = true
  try {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' } })
    // A sign-in page, or a page that says that we ask too much, is not this page.
    if (response.ok && !response.redirected) swap(await response.text())
  } catch {
    say(false)
  } finally {
    loading = false
    lastMs = Date.now()
  }
}

// Nobody's half-typed number or open list is taken away.
function isBusy() {
  return main.querySelector('input:focus, select:focus') !== null || String(getSelection()) !== ''
}

function swap(text) {
  const next = new DOMParser().parseFromString(text, 'text/html').getElementById('main')
  if (next === null) return
  const focused = focusedPlace()
  // Charts draw themselves: they keep what they have.
  for (const chart of main.querySelectorAll('[data-latency]')) {
    const place = next.querySelector(`[data-latency="${CSS.escape(chart.dataset.latency)}"]`)
    if (place !== null) place.replaceWith(chart)
  }
  main.replaceChildren(...next.childNodes)
  main.querySelectorAll('a, button')[focused]?.focus({ preventScroll: true })
}

function focusedPlace() {
  return [...main.querySelectorAll('a, button')].indexOf(document.activeElement)
}

function say(isLive) {
  if (sign === null) return
  sign.hidden = false
  sign.textContent = isLive ? 'live' : 'not live'
  sign.classList.toggle('is-on', isLive)
}

const source = new EventSource('/api/v1/live')
source.onopen = () => say(true)
source.onerror = () => say(false)
for (const kind of ['waiting', 'run-started', 'run-finished']) source.addEventListener(kind, soon)
if (main.querySelector('.live-run') !== null || location.pathname === '/live') source.addEventListener('step', soon)
// A run may have ended before anybody listened.
source.addEventListener('snapshot', () => {
  if (main.querySelector('[data-going]') !== null) soon()
})
document.addEventListener('visibilitychange', soon)
setInterval(soon, AGAIN_MS)
