/** Counts the sockets of all runs of a process (metric `golden_path_ws_open_sockets`). */
export type SocketCount = {
  /** How many are open now. */
  readonly open: number
  /** One more is open until `closed` resolves. */
  add(closed: Promise<void>): void
}

/** Begins at 0. */
export function createSocketCount(): SocketCount {
  let open = 0
  return {
    get open() {
      return open
    },
    add(closed) {
      open += 1
      void closed.then(() => {
        open -= 1
      })
    },
  }
}
