import type { UserEvidence } from '../model/evidence-file.ts'
import type { User } from '../model/scenario.ts'
import { createPlant } from './prompt.ts'

/** The users of one run and what is known of them. */
export type Cast = {
  readonly users: readonly User[]
  readonly bystanders: readonly User[]
  /** The made-up fact of each speaker, by user id. */
  readonly plants: ReadonlyMap<string, string>
  /** Notes down the user id that the target gave at sign-in. */
  signedIn(user: User, userId: string): void
  evidence(): UserEvidence[]
}

/** Casts `speakers` users who speak, and bystanders for the rest of the addresses. */
export function createCast(emails: readonly string[], speakers: number): Cast {
  const all = emails.map((email, index): User => {
    const role = index < speakers ? 'speaker' : 'bystander'
    return { id: `user-${index + 1}`, role, email }
  })
  const users = all.filter((user) => user.role === 'speaker')
  const plants = new Map(users.map((user) => [user.id, createPlant()]))
  const userIds = new Map<string, string>()
  return {
    users,
    bystanders: all.filter((user) => user.role === 'bystander'),
    plants,
    signedIn: (user, userId) => userIds.set(user.id, userId),
    evidence: () =>
      all.map((user) => ({ ...user, userId: userIds.get(user.id) ?? null, plant: plants.get(user.id) ?? null })),
  }
}
