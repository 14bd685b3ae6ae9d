import type { Mask } from '../../kernel/mask.ts'
import { Secret } from '../../kernel/secret.ts'
import { learnSecrets, readAnswer } from '../../probes/sign-in-answer.ts'
import { tokenClaims } from '../../probes/token-claims.ts'
import { isSignIn, type Session } from './find-session.ts'
import type { HarEntry } from './har-schema.ts'

/** A token as a HAR shows it. */
export type ShownToken = {
  /** By which name it is masked. */
  readonly tag: string
  /** Seconds since the Unix epoch; null when it does not say. */
  readonly expiresAt: number | null
  readonly transport: 'header' | 'subprotocol' | 'ticket'
}

/** Who takes part in a session, and what must not be shown. */
export type SessionTokens = {
  /** Subjects by our names of them, in the order in which they appeared. */
  readonly users: ReadonlyMap<string, string>
  /** Our name of whose an entry is, by the token that it gave or showed; null when it does neither. */
  ownerOf(entry: HarEntry): string | null
  /** The token that an entry showed; null when none is on record, which does not mean that there was none. */
  shownIn(entry: HarEntry): ShownToken | null
}

const jwt = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/
/** `eyJ` once more in base64url: a token inside a subprotocol (protocol.md §2.3). */
const wrappedJwt = /ZXlK[\w-]{20,}/
const tokenInQuery = /[?&](?:token|jwt|access_token)=([^&#]+)/i
/** Who a customer is, is nobody's business. */
const emailMember = /"email"\s*:\s*"([^"\\\s]+@[^"\\\s]+)"/g
const SHORTEST_SECRET = 16

/** Reads who signed in, and teaches the mask all credentials that the session shows. */
export function tokensOfSession({ sockets, exchanges }: Session, mask: Mask): SessionTokens {
  const users = new Map<string, string>()
  const userOf = (subject: string) => {
    const known = [...users].find(([, each]) => each === subject)
    const name = known?.[0] ?? `user-${users.size + 1}`
    users.set(name, subject)
    return name
  }
  for (const entry of [...exchanges, ...sockets].sort(byTime)) {
    const subject = subjectOf(entry)
    const user = subject === null ? 'unknown' : userOf(subject)
    const token = tokenOf(entry)
    if (token !== null) mask.add(new Secret(token.value), `token:${user}`)
    learnFrom(entry, user, mask)
  }
  return {
    users,
    ownerOf(entry) {
      const subject = subjectOf(entry)
      return subject === null ? null : userOf(subject)
    },
    shownIn(entry) {
      const token = tokenOf(entry)
      if (token === null) return null
      const { sub, exp } = tokenClaims(token.value)
      return { tag: `token:${sub === null ? 'unknown' : userOf(sub)}`, expiresAt: exp, transport: token.transport }
    },
  }
}

/** Whose entry it is: by the token that it gave or showed. */
function subjectOf(entry: HarEntry): string | null {
  const answer = isSignIn(entry) ? readAnswer(textOf(entry)) : null
  const given = answer?.token?.reveal() ?? null
  if (answer !== null) return (given === null ? null : tokenClaims(given).sub) ?? answer.userId
  const shown = tokenOf(entry)
  return shown === null ? null : tokenClaims(shown.value).sub
}

function tokenOf({ request }: HarEntry): { value: string; transport: ShownToken['transport'] } | null {
  const header = (name: string) => request.headers?.find((each) => each.name.toLowerCase() === name)?.value ?? ''
  const bearer = /^Bearer\s+(\S+)$/i.exec(header('authorization'))?.[1]
  if (bearer !== undefined) return { value: bearer, transport: 'header' }
  const offered = header('sec-websocket-protocol')
  const plain = jwt.exec(offered)?.[0]
  if (plain !== undefined) return { value: plain, transport: 'subprotocol' }
  const wrapped = wrappedJwt.exec(offered)?.[0]
  if (wrapped !== undefined) return { value: Buffer.from(wrapped, 'base64url').toString(), transport: 'subprotocol' }
  const inQuery = tokenInQuery.exec(request.url)?.[1]
  return inQuery === undefined ? null : { value: decoded(inQuery), transport: 'ticket' }
}

/** Everything that looks like a credential, wherever it stands. */
function learnFrom(entry: HarEntry, user: string, mask: Mask): void {
  const messages = entry._webSocketMessages ?? []
  for (const text of [textOf(entry), entry.request.postData?.text ?? '', ...messages.map(({ data }) => data)]) {
    learnSecrets(mask, user, text)
    if (isSignIn(entry))
      for (const [, email = ''] of text.matchAll(emailMember)) mask.add(new Secret(email), `email:${user}`)
  }
  for (const { name, value } of [...(entry.request.headers ?? []), ...(entry.response.headers ?? [])]) {
    if (isCredential(name)) addLong(mask, value, `${name.slice(0, 20).toLowerCase()}:${user}`)
    if (!/^(set-)?cookie$/i.test(name)) continue
    for (const [, secret = ''] of value.matchAll(/=([^;\s]+)/g)) addLong(mask, secret, 'cookie')
  }
  const query = URL.parse(entry.request.url)?.searchParams ?? new URLSearchParams()
  for (const [name, value] of query) if (isCredential(name)) addLong(mask, value, `${name.slice(0, 20)}:${user}`)
}

function addLong(mask: Mask, value: string, tag: string): void {
  if (value.length >= SHORTEST_SECRET) mask.add(new Secret(value), tag)
}

function isCredential(name: string): boolean {
  return /token|jwt|ticket|secret|password|code|key|session|auth/i.test(name)
}

/** An address whose credentials are left out, however short they are. */
export function withoutCredentials(url: string): string {
  const address = URL.parse(url)
  if (address === null) return url
  const names = [...address.searchParams.keys()].filter(isCredential)
  if (names.length === 0 && address.username === '' && address.password === '') return url
  const pairs = [...address.searchParams].map(
    ([name, value]) => `${encodeURIComponent(name)}=${isCredential(name) ? '⟦credential⟧' : encodeURIComponent(value)}`,
  )
  return `${address.protocol}//${address.host}${address.pathname}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

/** The body of an answer as text. */
export function textOf({ response }: HarEntry): string {
  const { text, encoding } = response.content ?? {}
  if (typeof text !== 'string') return ''
  return encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function byTime(a: HarEntry, b: HarEntry): number {
  return Date.parse(a.startedDateTime) - Date.parse(b.startedDateTime)
}
