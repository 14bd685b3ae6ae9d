/** Counts what is open now, of all runs that share it: sockets, browsers (metrics `golden_path_ws_open_sockets`, `golden_path_browser_processes`). */
export type OpenCount = {
  readonly open: number
  /** One more is open until `closed` settles. */
  add(closed: Promise<unknown>): void
}

/** Begins at 0. */
export function createOpenCount(): OpenCount {
  let open = 0
  const leave = () => {
    open -= 1
  }
  return {
    get open() {
      return open
    },
    add(closed) {
      open += 1
      closed.then(leave, leave)
    },
  }
}
