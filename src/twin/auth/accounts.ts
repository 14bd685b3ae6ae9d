import type { Secret } from '../../kernel/secret.ts'

/** One registered person. */
export type Account = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly password: Secret
}

/** The accounts of a twin, kept in memory. */
export type Accounts = {
  /** False when the e-mail is taken. */
  add(account: Account): boolean
  find(email: string, password: string): Account | undefined
}

/** Makes an empty list of accounts. */
export function createAccounts(): Accounts {
  const byEmail = new Map<string, Account>()
  return {
    add(account) {
      if (byEmail.has(account.email)) return false
      byEmail.set(account.email, account)
      return true
    },
    find(email, password) {
      const account = byEmail.get(email)
      return account?.password.reveal() === password ? account : undefined
    },
  }
}
