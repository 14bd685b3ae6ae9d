import fc from 'fast-check'
import type { Evidence } from '../model/evidence-file.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { everyJudge } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'

/** How one user's conversation goes. */
export type Pace = {
  readonly thoughts: number
  readonly tools: number
  readonly inner: boolean
  readonly gapMs: number
}

/** Something a mutator does to one user in the middle of a legal run; the user goes on as if nothing were. */
export type Mutation = (user: UserScript, others: readonly UserScript[]) => unknown

/** A legal run of two to four users and a bystander, as a recipe that can be built with or without a mutation. */
export type Recipe = { readonly paces: readonly Pace[]; readonly victim: number }

const pace: fc.Arbitrary<Pace> = fc.record({
  thoughts: fc.integer({ min: 1, max: 3 }),
  tools: fc.integer({ min: 1, max: 3 }),
  inner: fc.boolean(),
  gapMs: fc.integer({ min: 60, max: 900 }),
})

/** Any recipe. */
export const anyRecipe: fc.Arbitrary<Recipe> = fc.record({
  paces: fc.array(pace, { minLength: 2, maxLength: 4 }),
  victim: fc.nat(3),
})

/** Where in a run a mutation happens. */
export type Moment = 'after-welcome' | 'among-events' | 'after-answer'

/** Builds the run. Without a mutation it passes under every judge. */
export function buildRun({ paces, victim }: Recipe, mutate?: Mutation, at: Moment = 'among-events'): Evidence {
  const run = new EvidenceBuilder().health()
  const users = paces.map((_, index) => run.user(index + 1))
  const silent = run
    .user(paces.length + 1, 'bystander')
    .signIn()
    .upgrade()
    .welcome()
  const hit = users[victim % users.length]
  const others = users.filter((user) => user !== hit)
  for (const user of users) user.signIn().verify().upgrade().welcome()
  for (const user of others) user.prompt()
  const when = (moment: Moment, user: UserScript) => {
    if (moment === at && user === hit && mutate !== undefined) mutate(user, others)
  }
  users.forEach((user, index) => {
    when('after-welcome', user)
    if (user === hit) user.prompt()
    talk(user, paces[index], () => when('among-events', user))
    when('after-answer', user)
  })
  const endMs = Math.max(...users.map((user) => user.atMs)) + 2_000
  for (const user of [...users, silent]) user.after(endMs - user.atMs).close()
  return run.build({ judges: everyJudge, observedUntilMs: endMs + 500 })
}

function talk(user: UserScript, given: Pace | undefined, middle: () => void): void {
  const { thoughts, tools, inner, gapMs } = given ?? { thoughts: 1, tools: 1, inner: false, gapMs: 100 }
  user.started()
  for (let n = 0; n < thoughts; n += 1) user.after(gapMs).thinking()
  if (inner) user.event('agent_started', { agent_name: 'Inner' })
  middle()
  for (let n = 0; n < tools; n += 1) user.after(gapMs).tools()
  if (inner) user.event('agent_completed', { agent_name: 'Inner', data: { result: { part: 'half of it' } } })
  user.completed()
}
