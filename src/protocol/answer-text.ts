const DEEPEST = 256
const MOST_NODES = 200_000

/**
 * What a result says: every string in it, nested ones too, in document order, one a line. Empty for a result without
 * text. Names of members are not part of what it says. Looks at a bounded number of members and levels.
 */
export function answerText(result: unknown): string {
  const walk: Walk = { lines: [], nodes: 0 }
  visit(result, 0, walk)
  return walk.lines.join('\n')
}

type Walk = { readonly lines: string[]; nodes: number }

function visit(value: unknown, depth: number, walk: Walk): void {
  if (depth > DEEPEST || walk.nodes > MOST_NODES) return
  walk.nodes += 1
  if (typeof value === 'string') {
    if (value !== '') walk.lines.push(value)
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) visit(member, depth + 1, walk)
  }
}
