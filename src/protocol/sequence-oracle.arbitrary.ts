import type { Policy } from '../model/words.ts'
import type { Token } from './legal-conversations.arbitrary.ts'

const letters = { start: 's', think: 't', exec: 'x', done: 'd', complete: 'c', error: 'e' } as const

type Opinion = { readonly fail: (code: string) => void; readonly warn: (code: string) => void; readonly policy: Policy }

/**
 * An independent opinion of a sequence whose agents are all named, without run and execution ids: what a conversation that
 * is watched until it is quiet must say, as a set of `code severity`. It follows no runs and no pairs; it cuts the
 * sequence at the end of the outermost agent and looks at words of letters, one for each agent and each tool, with
 * regular expressions.
 */
export function opinion(tokens: readonly Token[], policy: Policy): ReadonlySet<string> {
  const said = new Set<string>()
  const about: Opinion = {
    policy,
    fail: (code) => void said.add(`${code} fail`),
    warn: (code) => void said.add(`${code} warn`),
  }
  const length = tokens.findIndex((_, last) => hasEnded(tokens.slice(0, last + 1))) + 1 || tokens.length
  const [head, tail] = [tokens.slice(0, length), tokens.slice(length)]
  judgeTail(head, tail, about)
  for (const agent of agentsOf(head)) judgeAgent(agent, head, tail, about)
  if (policy !== 'minimal') judgeFirstTools(head, about)
  const tools = judgeTools(tokens, about)
  judgeWhole(head, tail, tools, about)
  return said
}

function judgeTail(head: readonly Token[], tail: readonly Token[], { fail }: Opinion): void {
  tail.forEach(({ agent, verb }, index) => {
    const word = wordOf(head, agent) + wordOf(tail.slice(0, index), agent).replaceAll('s', '')
    const isSecondEnd = (verb === 'complete' || verb === 'error') && /s.*[ce]/.test(word) && !isOpen(word)
    fail(isSecondEnd ? 'events-duplicated' : 'events-out-of-order')
  })
}

function judgeAgent(
  agent: string,
  head: readonly Token[],
  tail: readonly Token[],
  { fail, warn, policy }: Opinion,
): void {
  const [, early = '', late = ''] = /^([^s]*)(.*)$/.exec(wordOf(head, agent)) ?? []
  const completions = early.replace(/[^c]/g, '').length
  const hasNoEnd = isOpen(late) && !/[ce]/.test(wordOf(tail, agent))
  if (completions > 0 && hasNoEnd) fail('events-out-of-order')
  if (completions > (hasNoEnd ? 1 : 0)) fail('events-missing-partial')
  if (/[ce]t*[ce]/.test(late)) fail('events-duplicated')
  if (policy === 'minimal') return
  const firstThought = head.findIndex((token) => token.agent === agent && token.verb === 'think')
  if (/t/.test(early) && late !== '') fail('events-out-of-order')
  else if (/t/.test(early) && firstThought < firstStart(head)) fail('events-missing-partial')
  if (/[ce][^s]*t/.test(late)) fail('events-out-of-order')
  const isOutermost = head[firstStart(head)]?.agent === agent
  if (/s[^ce]*s/.test(late)) (isOutermost && policy === 'strict' ? fail : warn)('events-duplicated')
}

/** Tool events that come before any agent has started. */
function judgeFirstTools(head: readonly Token[], { fail }: Opinion): void {
  const before = head.slice(0, firstStart(head))
  if (!before.some(({ tool }) => tool !== null)) return
  fail(before.length < head.length ? 'events-out-of-order' : 'events-missing-partial')
}

/** Strikes out what makes a pair; what is left of a tool's word is completions first and then calls. */
function judgeTools(tokens: readonly Token[], { fail }: Opinion): { pairs: number; unclosed: number } {
  const counts = { pairs: 0, unclosed: 0 }
  for (const tool of new Set(tokens.map((token) => token.tool))) {
    if (tool === null) continue
    const toolTokens = tokens.filter((token) => token.tool === tool)
    let word = toolTokens.map(({ verb }) => letters[verb]).join('')
    for (; /x+d/.test(word); counts.pairs += 1) word = word.replace(/x(x*)d/, '$1')
    const done = word.replaceAll('x', '').length
    const swapped = Math.min(done, word.length - done)
    if (swapped > 0) fail('events-out-of-order')
    if (done > swapped) fail('events-missing-partial')
    counts.pairs += swapped
    counts.unclosed += word.length - done - swapped
  }
  return counts
}

/** What an answered conversation lacks. */
function judgeWhole(
  head: readonly Token[],
  tail: readonly Token[],
  tools: { readonly pairs: number; readonly unclosed: number },
  { fail, warn, policy }: Opinion,
): void {
  const isOver = hasEnded(head)
  const isAnswered = [...head, ...tail].some(({ verb }) => verb === 'complete') && tools.unclosed === 0
  if (isOver ? head.at(-1)?.verb === 'error' : !isAnswered) return
  const verbs = wordOf([...head, ...tail])
  const lacks = {
    strict: !/t/.test(verbs) || tools.pairs === 0 || !isOver || tools.unclosed > 0,
    observed: !/[txd]/.test(verbs) || tools.unclosed > 0,
    minimal: false,
  }
  if (lacks[policy]) fail('events-missing-partial')
  const isUnfinished = (agent: string) => {
    const word = wordOf(head, agent)
    return isOpen(word) && !/^[^s]*c/.test(word) && !/[ce]/.test(wordOf(tail, agent))
  }
  if (agentsOf(head).some(isUnfinished)) warn('agents-unfinished')
}

function hasEnded(tokens: readonly Token[]): boolean {
  const outermost = tokens[firstStart(tokens)]?.agent
  if (outermost === undefined) return tokens.some(({ verb }) => verb === 'error')
  return /s[^ce]*[ce]/.test(wordOf(tokens, outermost))
}

function isOpen(word: string): boolean {
  return /s[^ce]*$/.test(word)
}

function agentsOf(tokens: readonly Token[]): readonly string[] {
  return [...new Set(tokens.map(({ agent }) => agent))].filter((agent) => agent !== null)
}

function firstStart(tokens: readonly Token[]): number {
  const index = tokens.findIndex(({ verb }) => verb === 'start')
  return index < 0 ? tokens.length : index
}

/** What an agent did, or everybody, one letter for each event. */
function wordOf(tokens: readonly Token[], agent?: string | null): string {
  const own = agent === undefined ? tokens : tokens.filter((token) => token.agent === agent)
  return own.map(({ verb }) => letters[verb]).join('')
}
