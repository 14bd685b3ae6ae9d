import { readFileSync } from 'node:fs'
import { messageOf } from '../kernel/message-of.ts'
import { Secret } from '../kernel/secret.ts'
import type { SignIn } from '../model/target.ts'
import { UsageError } from './usage-error.ts'

/** The secrets of one target, by the way its users sign in. */
export type Credentials =
  | { readonly way: 'e2e'; readonly key: Secret; readonly emailDomain: string }
  | { readonly way: 'password'; readonly accounts: readonly { readonly email: string; readonly password: Secret }[] }
  | { readonly way: 'token'; readonly accounts: readonly { readonly email: string; readonly token: Secret }[] }

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>

/** The variables that hold a target's secrets, without their `_FILE` twins. */
export function secretVariables(signIn: SignIn): string[] {
  switch (signIn.way) {
    case 'e2e':
      return [signIn.keyVariable]
    case 'password':
      return signIn.accounts.map((account) => account.passwordVariable)
    case 'token':
      return signIn.accounts.map((account) => account.tokenVariable)
    default:
      return signIn satisfies never
  }
}

/**
 * Reads a target's secrets from the environment: each from its variable, or from the file that `<variable>_FILE` names.
 * There are no defaults. Throws a UsageError that names the variable, never the value.
 */
export function readCredentials(target: string, signIn: SignIn, variables: Variables): Credentials {
  const read = (name: string) => new Secret(readSecret(target, name, variables))
  const readHeader = (name: string) => new Secret(headerSafe(name, readSecret(target, name, variables)))
  switch (signIn.way) {
    case 'e2e':
      return { way: 'e2e', key: readHeader(signIn.keyVariable), emailDomain: signIn.emailDomain }
    case 'password': {
      const accounts = signIn.accounts.map(({ email, passwordVariable }) => ({
        email,
        password: read(passwordVariable),
      }))
      return { way: 'password', accounts }
    }
    case 'token': {
      const accounts = signIn.accounts.map(({ email, tokenVariable }) => ({ email, token: readHeader(tokenVariable) }))
      return { way: 'token', accounts }
    }
    default:
      return signIn satisfies never
  }
}

/**
 * Reads a secret that one can do without, from its variable or from the file that `<variable>_FILE` names. Null when neither is
 * set. Throws a UsageError as `readCredentials` does.
 */
export function readOptionalSecret(name: string, variables: Variables): Secret | null {
  const text = findSecret(name, variables)
  return text === null ? null : new Secret(text)
}

function readSecret(target: string, name: string, variables: Variables): string {
  const text = findSecret(name, variables)
  if (text !== null) return text
  throw new UsageError(
    `Signing in to target "${target}" needs ${name}, and it is not set.`,
    `Set ${name}, or set ${name}_FILE to the path of a file that holds it. There is no default.`,
  )
}

function findSecret(name: string, variables: Variables): string | null {
  const value = variables[name] || undefined
  const file = variables[`${name}_FILE`] || undefined
  if (value !== undefined && file !== undefined) {
    throw new UsageError(
      `Both ${name} and ${name}_FILE are set.`,
      'Unset one of them, so that it is clear which counts.',
    )
  }
  if (value !== undefined) return value
  return file === undefined ? null : readSecretFile(`${name}_FILE`, file)
}

function readSecretFile(name: string, file: string): string {
  const text = readText(name, file).replace(/\r?\n$/, '')
  if (text === '') throw new UsageError(`The file of ${name} is empty: ${file}`, 'Write the secret into it.')
  return text
}

function readText(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const why = messageOf(cause)
    throw new UsageError(`The file of ${name} cannot be read: ${why}`, 'Check the path and its permissions.', { cause })
  }
}

/** Keys and tokens travel in a header, where a line break or a letter outside ASCII would break the request. */
function headerSafe(name: string, value: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  throw new UsageError(
    `The value of ${name} cannot be sent in a header: it holds a space, a line break or a letter outside ASCII.`,
    'Check that it was copied whole and alone.',
  )
}
