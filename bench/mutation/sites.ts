import { type Mutation, mutate, type Span } from './operators.ts'

/** A mutation by its number. */
export type Numbered = { readonly id: number; readonly mutation: Mutation }

/** Makes a source that tells, by `__see`, which mutations' places it passes. */
export function telling(source: string, all: readonly Numbered[]): string {
  return rewrite(source, all, (group, inner) => {
    const calls = group.map(({ id }) => `__see(${id})`).join(',')
    return `(${calls},(${inner}))`
  })
}

/**
 * Makes a source that holds all mutations at once, of which the one that `__mutant` names is in force. It is loaded once for
 * all of them, so that it runs warm. A mutation of what is evaluated when the module is loaded has no effect in it.
 */
export function switchable(source: string, all: readonly Numbered[]): string {
  return rewrite(source, all, (group, inner, { start, end }) => {
    const cases = group.map(({ id, mutation }) => {
      const mutated = mutate(source, mutation).slice(
        start,
        end + mutation.replacement.length - (mutation.end - mutation.start),
      )
      return `__mutant===${id}?(${mutated}):`
    })
    return `(${cases.join('')}(${inner}))`
  })
}

/** What to write in the place of one site; `inner` is its text with the sites inside it written already. */
type Write = (group: readonly Numbered[], inner: string, site: Span) => string

function rewrite(source: string, all: readonly Numbered[], write: Write): string {
  const sites = [...Map.groupBy(all, ({ mutation: { site } }) => `${site.start}-${site.end}`).values()]
  const spans = sites.map((group) => ({ group, ...spanOf(group) }))
  // Outer before inner, left before right: expressions nest and never overlap.
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  let next = 0
  const render = (start: number, end: number): string => {
    let text = ''
    let at = start
    for (let span = spans[next]; span !== undefined && span.start < end; span = spans[next]) {
      next += 1
      text += source.slice(at, span.start) + write(span.group, render(span.start, span.end), span)
      at = span.end
    }
    return text + source.slice(at, end)
  }
  return render(0, source.length)
}

function spanOf([first]: readonly Numbered[]): Span {
  return first?.mutation.site ?? { start: 0, end: 0 }
}
