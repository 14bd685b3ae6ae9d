import type { SignIn } from '../model/target.ts'
import { UsageError } from './usage-error.ts'

/** A welcome may show eight characters of a user id, and `e2e-` are four of them. */
const TOLD_APART_BY = 4
/** Longer values may hold a placeholder as a part of themselves. */
const LONG_ENOUGH = 20

/** Values that the server refuses as ids: these whole or as a part of a short one (protocol.md §7.1). */
const placeholderParts = 'test demo sample example temp default mock fake dummy template placeholder registry'.split(
  ' ',
)
/** These only whole. */
const placeholders = 'none null undefined 0 1 xxx yyy'.split(' ')

/**
 * Refuses accounts that the target, or we, could not tell apart: user ids are made from the local part of the e-mail
 * address (protocol.md §1.3), and a welcome may show no more of them than their beginning. Throws a UsageError that names
 * the accounts. Sign-in with the simulation key makes its own, which are right.
 */
export function checkAccounts(target: string, signIn: SignIn): void {
  if (signIn.way === 'e2e') return
  const emails = [...new Set(signIn.accounts.map(({ email }) => email.toLowerCase()))]
  for (const email of emails) refusePlaceholder(target, email)
  for (const [start, alike] of Map.groupBy(emails, (email) => localPart(email).slice(0, TOLD_APART_BY))) {
    if (alike.length < 2) continue
    throw new UsageError(
      `Target "${target}" has accounts that begin alike, with "${start}": ${alike.join(', ')}. A welcome may show so little of ` +
        'a user id that they could not be told apart, and a leak between them would stay unseen.',
      `Name accounts whose e-mail addresses differ within their first ${TOLD_APART_BY} characters.`,
    )
  }
}

function refusePlaceholder(target: string, email: string): void {
  const local = localPart(email)
  const part = local.length < LONG_ENOUGH ? placeholderParts.find((word) => local.includes(word)) : undefined
  const word = part ?? [...placeholders, ...placeholderParts].find((each) => each === local)
  if (word === undefined) return
  throw new UsageError(
    `Target "${target}" has the account ${email}, and "${word}" makes the server take its id for a placeholder and refuse it.`,
    'Name an account without that word before the @.',
  )
}

function localPart(email: string): string {
  return email.split('@', 1)[0] ?? email
}
