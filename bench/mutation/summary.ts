import type { Mutant } from './plan.ts'
import type { Tried } from './tasks.ts'

/** A mutant and what came of it; `types`: no run noticed, but the type checker does. */
export type TriedMutant = Mutant & { readonly kind: Tried['kind'] | 'types'; readonly by: string }

const kinds = ['drill', 'test', 'types', 'matrix', 'nobody'] as const

/** The score as Markdown: who noticed how many, for each kind of change and each file. */
export function summary(tried: readonly TriedMutant[], seconds: number): string {
  const line = (name: string, some: readonly TriedMutant[]) => {
    const counts = kinds.map((kind) => some.filter((mutant) => mutant.kind === kind).length)
    const [drill = 0, test = 0, types = 0] = counts
    const score = some.length === 0 ? '' : `${Math.round((1_000 * (drill + test + types)) / some.length) / 10} %`
    return `| ${[name, some.length, ...counts, score].join(' | ')} |`
  }
  const table = (title: string, key: (mutant: TriedMutant) => string) => [
    '',
    `| ${title} | mutants | drill | only tests | only types | only the matrix | nobody | noticed |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...Object.entries(Object.groupBy(tried, key))
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, some]) => line(name, some ?? [])),
    line('all', tried),
  ]
  const took = `${tried.length} mutants in ${Math.round(seconds)} s.`
  return `${[took, ...table('change', ({ operator }) => operator), ...table('file', ({ file }) => `\`${file}\``)].join('\n')}\n`
}
