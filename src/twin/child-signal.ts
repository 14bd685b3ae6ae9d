/** A controller that also aborts with its parent. Disposing it lets go of the parent and aborts nothing. */
export type ChildSignal = Disposable & { readonly signal: AbortSignal; abort(reason: unknown): void }

/** Makes a signal that aborts when `parent` does, or by itself. */
export function childSignal(parent: AbortSignal): ChildSignal {
  const controller = new AbortController()
  const follow = () => controller.abort(parent.reason)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    [Symbol.dispose]: () => parent.removeEventListener('abort', follow),
  }
}
