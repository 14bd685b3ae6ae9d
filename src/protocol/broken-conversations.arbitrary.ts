import type { Token } from './legal-conversations.arbitrary.ts'

/** Breaks one rule of a legal conversation; `pick` chooses where. Null when it has no place for that. */
export type Mutator = (tokens: readonly Token[], pick: number) => readonly Token[] | null

/** What a mutator must be found as under `observed`. */
export type Breakage = { readonly code: string; readonly severity: 'fail' | 'warn'; readonly mutate: Mutator }

type Test = (token: Token) => boolean

const is =
  (verb: Token['verb']): Test =>
  (token) =>
    token.verb === verb

/** The index of one of the tokens that pass, or -1. */
function choose(tokens: readonly Token[], pick: number, test: Test): number {
  const indices = tokens.flatMap((token, index) => (test(token) ? [index] : []))
  return indices[pick % indices.length] ?? -1
}

/** Replaces one of the tokens that pass by others. */
function replacing(test: (tokens: readonly Token[]) => Test, others: (token: Token) => readonly Token[]): Mutator {
  return (tokens, pick) => {
    const index = choose(tokens, pick, test(tokens))
    const token = tokens[index]
    return token === undefined ? null : tokens.toSpliced(index, 1, ...others(token))
  }
}

/** Moves one of the tokens that pass to behind the first later one that fits it. */
function moving(test: (tokens: readonly Token[]) => Test, behind: (token: Token, later: Token) => boolean): Mutator {
  return (tokens, pick) => {
    const index = choose(tokens, pick, test(tokens))
    const token = tokens[index]
    if (token === undefined) return null
    const target = tokens.findIndex((later, position) => position > index && behind(token, later))
    return target < 0 ? null : tokens.toSpliced(target + 1, 0, token).toSpliced(index, 1)
  }
}

const any = (test: Test) => () => test

/** Of an agent inside another. */
const nested =
  (test: Test) =>
  (tokens: readonly Token[]): Test =>
  (token) =>
    test(token) && token.agent !== tokens[0]?.agent

const lone: Mutator = (tokens) => (tokens.filter(is('start')).length === 1 ? tokens.slice(1) : null)
const sameAgent = (verb: Token['verb']) => (token: Token, later: Token) =>
  later.verb === verb && later.agent === token.agent
const sameTool = (token: Token, later: Token) => later.verb === 'done' && later.tool === token.tool

/** One mutator for every rule of a conversation's order. */
export const breakages: Readonly<Record<string, Breakage>> = {
  'the only start is missing': { code: 'events-missing-partial', severity: 'fail', mutate: lone },
  'the start of an inner agent is missing': {
    code: 'events-missing-partial',
    severity: 'fail',
    mutate: replacing(nested(is('start')), () => []),
  },
  'an inner agent starts after its completion': {
    code: 'events-out-of-order',
    severity: 'fail',
    mutate: moving(nested(is('start')), sameAgent('complete')),
  },
  'an agent starts after its first thought': {
    code: 'events-out-of-order',
    severity: 'fail',
    mutate: moving(any(is('start')), sameAgent('think')),
  },
  'an agent thinks after its completion': {
    code: 'events-out-of-order',
    severity: 'fail',
    mutate: moving(any(is('think')), sameAgent('complete')),
  },
  'an agent uses a tool after its completion': {
    code: 'events-out-of-order',
    severity: 'fail',
    mutate: moving(any(is('exec')), sameAgent('complete')),
  },
  'an agent completes twice': {
    code: 'events-duplicated',
    severity: 'fail',
    mutate: replacing(any(is('complete')), (token) => [token, token]),
  },
  'an agent fails after its completion': {
    code: 'events-duplicated',
    severity: 'fail',
    mutate: replacing(any(is('complete')), (token) => [token, { ...token, verb: 'error' }]),
  },
  'an agent starts twice': {
    code: 'events-duplicated',
    severity: 'warn',
    mutate: replacing(any(is('start')), (token) => [token, token]),
  },
  'an inner agent does not complete': {
    code: 'agents-unfinished',
    severity: 'warn',
    mutate: replacing(nested(is('complete')), () => []),
  },
  'a tool call is missing': {
    code: 'events-missing-partial',
    severity: 'fail',
    mutate: replacing(any(is('exec')), () => []),
  },
  'a tool completion is missing': {
    code: 'events-missing-partial',
    severity: 'fail',
    mutate: replacing(any(is('done')), () => []),
  },
  'a tool completes before it is called': {
    code: 'events-out-of-order',
    severity: 'fail',
    mutate: moving(any(is('exec')), sameTool),
  },
  'a tool without execution id completes twice': {
    code: 'events-missing-partial',
    severity: 'fail',
    mutate: replacing(
      any((token) => token.verb === 'done' && token.execution === null),
      (token) => [token, token],
    ),
  },
  'a tool with execution id completes twice': {
    code: 'events-duplicated',
    severity: 'fail',
    mutate: replacing(
      any((token) => token.verb === 'done' && token.execution !== null),
      (token) => [token, token],
    ),
  },
  'something comes after the end': {
    code: 'events-out-of-order',
    severity: 'fail',
    mutate: (tokens, pick) => {
      const token = tokens[choose(tokens, pick, ({ verb }) => verb !== 'complete')]
      return token === undefined ? null : [...tokens, token]
    },
  },
  'nothing comes between starts and completions': {
    code: 'events-missing-partial',
    severity: 'fail',
    mutate: (tokens) => tokens.filter(({ verb }) => verb === 'start' || verb === 'complete'),
  },
}
