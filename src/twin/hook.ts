/** What a hook calls to let things take their course. It may call it never, once, later, or with a changed input. */
export type Next<In, Out> = (input: In) => Promise<Out>

/** One piece of middleware around something the twin does. */
export type Hook<In, Out> = (input: In, next: Next<In, Out>) => Promise<Out>

/** Wraps `core` in hooks; the first of the list is the outermost. Without hooks this is `core` itself. */
export function wrap<In, Out>(hooks: readonly Hook<In, Out>[], core: Next<In, Out>): Next<In, Out> {
  return hooks.reduceRight<Next<In, Out>>((next, hook) => (input) => hook(input, next), core)
}
