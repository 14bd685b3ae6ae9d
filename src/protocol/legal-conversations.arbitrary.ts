import * as fc from 'fast-check'

/** One agent event of a generated conversation. A name or id that the frame leaves out is null. */
export type Token = {
  readonly verb: 'start' | 'think' | 'exec' | 'done' | 'complete' | 'error'
  readonly agent: string | null
  readonly run: string | null
  readonly tool: string | null
  readonly execution: string | null
}

/** How a conversation's frames say what they belong to. */
export type Naming = {
  /** Whether all agents share one run id, have one each, or the server gives none. */
  readonly runs: 'shared' | 'own' | 'none'
  readonly executionIds: boolean
  /** Whether frames other than a start may leave out the name of their agent. */
  readonly nameless: boolean
}

/** Writes a token as a line for the conversation script. */
export function lineOf(token: Token): string {
  const { verb, agent, run, tool, execution } = token
  const tools = tool === null ? null : `${tool}${execution === null ? '' : `#${execution}`}`
  const head = [verb, tools, agent, run === null ? null : `@${run}`].filter((word) => word !== null).join(' ')
  return verb === 'complete' ? `${head} = advice` : head
}

type AgentTree = { readonly thoughts: number; readonly tools: number; readonly children: readonly AgentTree[] }

/** At most `depth` levels of agents below this one. */
function treeOf(depth: number): fc.Arbitrary<AgentTree> {
  return fc.record({
    thoughts: fc.nat({ max: 2 }),
    tools: fc.nat({ max: 2 }),
    children: depth === 0 ? fc.constant([]) : fc.array(treeOf(depth - 1), { maxLength: 2 }),
  })
}

/** Which of several sequences goes on next; any number will do. */
type Choices = { next(bound: number): number }

const anyNaming: fc.Arbitrary<Naming> = fc.record({
  runs: fc.constantFrom('shared', 'own', 'none'),
  executionIds: fc.boolean(),
  nameless: fc.boolean(),
})

/**
 * Conversations that no policy but `strict` may object to: an outermost agent with nested agents that run beside one
 * another and beside its own thoughts and tool calls, each between its start and its end, tool calls overlapping. The
 * outermost agent thinks at least once. Every agent and every tool call has a name of its own.
 */
export function legalConversation(naming: fc.Arbitrary<Naming> = anyNaming): fc.Arbitrary<readonly Token[]> {
  const draws = fc.infiniteStream(fc.nat({ max: 1_000 }))
  return fc.tuple(treeOf(2), naming, draws).map(([root, how, stream]) => {
    const choices: Choices = { next: (bound) => (bound < 2 ? 0 : (stream.next().value ?? 0) % bound) }
    const tokens = linear({ ...root, thoughts: root.thoughts + 1 }, createNames(how), choices)
    return how.nameless ? tokens.map((token) => (choices.next(3) === 1 ? withoutAgent(token) : token)) : tokens
  })
}

/** Frames that start an agent always say which. */
function withoutAgent(token: Token): Token {
  return token.verb === 'start' ? token : { ...token, agent: null }
}

type Names = { agent(): Pick<Token, 'agent' | 'run'>; tool(): Pick<Token, 'tool' | 'execution'> }

function createNames({ runs, executionIds }: Naming): Names {
  let agents = 0
  let tools = 0
  const run = { shared: () => 'run', own: () => `run_${agents}`, none: () => null }
  return {
    agent: () => ({ agent: `agent_${++agents}`, run: run[runs]() }),
    tool: () => ({ tool: `tool_${++tools}`, execution: executionIds ? String(tools) : null }),
  }
}

function linear(agent: AgentTree, names: Names, choices: Choices): Token[] {
  const own = { ...names.agent(), tool: null, execution: null }
  const thoughts = Array.from({ length: agent.thoughts }, (): Token => ({ verb: 'think', ...own }))
  const tools = Array.from({ length: agent.tools }, (): Token[] => {
    const call = { ...own, ...names.tool() }
    return [
      { verb: 'exec', ...call },
      { verb: 'done', ...call },
    ]
  })
  const children = agent.children.map((child) => linear(child, names, choices))
  const inside = merge([thoughts, ...tools, ...children], choices)
  return [{ verb: 'start', ...own }, ...inside, { verb: 'complete', ...own }]
}

/** Shuffles sequences into one another, each keeping its own order. */
function merge(sequences: readonly (readonly Token[])[], choices: Choices): Token[] {
  const left = sequences.filter((sequence) => sequence.length > 0).map((sequence) => [...sequence])
  const merged: Token[] = []
  while (left.length > 0) {
    const index = choices.next(left.length)
    const token = left[index]?.shift()
    if (token !== undefined) merged.push(token)
    if (left[index]?.length === 0) left.splice(index, 1)
  }
  return merged
}

/** Any order of the events of up to three agents and one tool, legal or not. */
export const anySequence: fc.Arbitrary<readonly Token[]> = fc.array(
  fc
    .tuple(fc.constantFrom('start', 'think', 'exec', 'done', 'complete', 'error'), fc.constantFrom('A', 'B', 'C'))
    .map(([verb, agent]): Token => {
      const isTool = verb === 'exec' || verb === 'done'
      return { verb, agent: isTool ? null : agent, run: null, tool: isTool ? 'tool' : null, execution: null }
    }),
  { minLength: 1, maxLength: 12 },
)
