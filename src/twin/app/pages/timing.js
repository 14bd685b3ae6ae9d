/** How much faster than the wall the twin lives: all waits of the page are divided by it. */
let scale = 1

/** Takes the time scale of the configuration. */
export function setScale(value) {
  scale = value
}

/** Runs `work` after `ms` of the twin's time and gives a function that prevents it. */
export function later(ms, work) {
  const id = setTimeout(() => work(), ms / scale)
  return () => clearTimeout(id)
}

/** Runs `work` again and again and gives a function that ends it. */
export function every(ms, work) {
  const id = setInterval(() => work(), ms / scale)
  return () => clearInterval(id)
}

/** Milliseconds of the twin's time, from some moment on. */
export function nowMs() {
  return performance.now() * scale
}
