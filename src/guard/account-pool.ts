/** Which accounts: the usual ones, or those that a scenario may wear out (churn, limits, logout). */
export type Pool = 'main' | 'sacrificial'

/**
 * Local parts of our e-mail addresses. The auth service makes the user id from them (protocol.md §1.3) and the welcome shows
 * only its first eight characters, four of which are `e2e-`: so no two may share their first four. None is or contains a word
 * that the server takes for a placeholder (protocol.md §7.1).
 */
export const accountPools: Readonly<Record<Pool, readonly string[]>> = {
  main: [
    'amber',
    'birch',
    'coral',
    'delta',
    'ember',
    'flint',
    'grove',
    'heron',
    'ivory',
    'jasper',
    'kelp',
    'lunar',
  ].map((word) => `${word}-golden-path`),
  sacrificial: ['mango', 'nectar', 'olive', 'pearl', 'quartz', 'raven'].map((word) => `${word}-golden-spare`),
}

/** Few letters, so that no stem is a word like demo, fake, none or bot. */
const vowels = ['a', 'i', 'o']
const consonants = ['d', 'f', 'j', 'k', 'l', 'm', 'n', 'r', 's', 't', 'v']
const syllables = consonants.flatMap((consonant) => vowels.map((vowel) => consonant + vowel))
/** Prime to the number of stems, so that it visits each of them once and neighbours look different. */
const STRIDE = 257
const MOST_ACCOUNTS = 1_000

/** Makes `count` accounts for a target that lets anybody in, always the same ones in the same order. Throws a RangeError above 1,000. */
export function makeAccounts(count: number): readonly string[] {
  if (!Number.isInteger(count) || count < 0 || count > MOST_ACCOUNTS) {
    throw new RangeError(`Between 0 and ${MOST_ACCOUNTS} accounts can be made, got ${count}.`)
  }
  const stems = syllables.flatMap((first) => syllables.map((second) => first + second))
  return Array.from({ length: count }, (_, index) => `${stems[(index * STRIDE) % stems.length]}-golden-path`)
}
