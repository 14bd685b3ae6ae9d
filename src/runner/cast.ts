import type { UserEvidence } from '../model/evidence-file.ts'
import type { User } from '../model/user.ts'
import { createPlant } from './prompt.ts'

/** The users of one run and what is known of them. */
export type Cast = {
  readonly users: readonly User[]
  readonly bystanders: readonly User[]
  readonly sacrificial: readonly User[]
  /** The made-up fact of each speaker, by user id. */
  readonly plants: ReadonlyMap<string, string>
  /** Notes down the user id that the target gave at sign-in. */
  signedIn(user: User, userId: string): void
  evidence(): UserEvidence[]
}

/** E-mail addresses of a run: from the usual accounts, speakers first, and from those that may be worn out. */
export type Addresses = { readonly main: readonly string[]; readonly sacrificial: readonly string[] }

/** Casts `speakers` users who speak, bystanders for the rest of the usual addresses, and those who may be worn out. */
export function createCast({ main, sacrificial }: Addresses, speakers: number): Cast {
  const usual = main.map((email, index): User => {
    const role = index < speakers ? 'speaker' : 'bystander'
    return { id: `user-${index + 1}`, role, email }
  })
  const spares = sacrificial.map((email, index): User => ({ id: `spare-${index + 1}`, role: 'speaker', email }))
  const users = usual.filter((user) => user.role === 'speaker')
  const all = [...usual, ...spares]
  const plants = new Map([...users, ...spares].map((user) => [user.id, createPlant()]))
  const userIds = new Map<string, string>()
  return {
    users,
    bystanders: usual.filter((user) => user.role === 'bystander'),
    sacrificial: spares,
    plants,
    signedIn: (user, userId) => userIds.set(user.id, userId),
    evidence: () =>
      all.map((user) => ({ ...user, userId: userIds.get(user.id) ?? null, plant: plants.get(user.id) ?? null })),
  }
}
