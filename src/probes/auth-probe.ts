import type { Credentials } from '../config/credentials.ts'
import type { Mask } from '../kernel/mask.ts'
import type { Secret } from '../kernel/secret.ts'
import type { Target } from '../model/target.ts'
import type { User } from '../model/user.ts'
import type { BadCredential } from '../model/words.ts'
import { waitMs } from '../protocol/conversation-limits.ts'
import { badCredential } from './bad-credentials.ts'
import type { Bearer } from './bearer.ts'
import { Halt } from './halt.ts'
import { exchange, type HttpReply, type HttpRequest, type HttpTools } from './http-exchange.ts'
import { areCredentialsRefused, isDisowned } from './own-trouble.ts'
import { learnSecrets, readAnswer } from './sign-in-answer.ts'
import { type SignInRequest, signInRequest } from './sign-in-request.ts'
import { tokenClaims } from './token-claims.ts'
import type { TokenShelf } from './token-shelf.ts'
import { joinUrl } from './urls.ts'

/** A user with a token in hand. */
export type SignedIn = {
  readonly user: User
  /** The `sub` of the token, or the id beside it when the token cannot be read. */
  readonly userId: string
  readonly token: Secret
  /** What gets a new token when this one has ended; null when the target gave none. */
  readonly refresh: Secret | null
  /** How the token is shown in evidence, for example `token:user-1`. */
  readonly tokenTag: string
  /** When the token ends, on the clock of the run; null when nothing said so. */
  readonly expiresAtMs: number | null
}

/** Signs users in and asks the target about their tokens. */
export type AuthProbe = {
  /** Throws Halt when no token was given. Waits three times the sign-in limit at most. */
  signIn(user: User, signal: AbortSignal): Promise<SignedIn>
  /**
   * Asks the auth service (`GET /auth/verify`) and the API (`GET /api/threads`) about a token, so that two services
   * that do not share a signing secret can be told from one that is ill. Throws Halt only when one did not answer.
   */
  verify(signedIn: SignedIn, signal: AbortSignal): Promise<void>
  /** Signs out (`POST /auth/logout`, protocol.md §1.2). Throws for nothing that the target answers: it is recorded. */
  signOut(signedIn: SignedIn, signal: AbortSignal): Promise<void>
  /** What to show in place of a good token; null when we have none of that kind. */
  badCredential(signedIn: SignedIn, credential: BadCredential): Bearer | null
}

/** What the auth probe is built from. */
export type AuthProbeParts = HttpTools & {
  readonly target: Target
  readonly mask: Mask
  readonly credentials: Credentials
  /** Keeps tokens from run to run; without one no token is ever old enough to have expired. */
  readonly shelf?: TokenShelf
}

const VERIFY_MS = 30_000

/** Makes a probe that signs in the way the credentials say (protocol.md §1.3). */
export function createAuthProbe(parts: AuthProbeParts): AuthProbe {
  return {
    async signIn(user, signal) {
      const request = signInRequest(parts.credentials, user, parts.mask)
      if (request.kind === 'token') return handed(parts, user, request.token, signal)
      return signInBy(parts, user, request, signal)
    },
    async verify(signedIn, signal) {
      const { urls } = parts.target
      const headers = { authorization: `Bearer ${signedIn.token.reveal()}` }
      const common = { user: signedIn.user.id, method: 'GET', headers, deadlineMs: VERIFY_MS } as const
      const [auth, api] = await Promise.all([
        exchange(parts, vouching(parts, signedIn), signal),
        exchange(
          parts,
          { ...common, role: 'api', purpose: 'api-call', url: joinUrl(urls.api, '/api/threads') },
          signal,
        ),
      ])
      if (auth.error && auth.status === null) throw new Halt('verify', `the auth service: ${auth.error.message}`)
      if (api.error && api.status === null) throw new Halt('verify', `the API: ${api.error.message}`)
    },
    async signOut({ user, token }, signal) {
      const request = { user: user.id, role: 'auth', purpose: 'sign-out', method: 'POST' } as const
      const url = joinUrl(parts.target.urls.auth, '/auth/logout')
      const headers = { authorization: `Bearer ${token.reveal()}` }
      await exchange(parts, { ...request, url, headers, deadlineMs: VERIFY_MS }, signal)
    },
    badCredential: (signedIn, credential) => badCredential(parts, signedIn, credential),
  }
}

async function signInBy(
  parts: AuthProbeParts,
  user: User,
  request: Extract<SignInRequest, { kind: 'request' }>,
  signal: AbortSignal,
): Promise<SignedIn> {
  const url = joinUrl(parts.target.urls.auth, request.path)
  const beforeRecord = (body: string) => learnSecrets(parts.mask, user.id, body)
  const reply = await exchange(
    parts,
    {
      user: user.id,
      role: 'auth',
      purpose: 'sign-in',
      method: 'POST',
      url,
      headers: request.headers,
      json: request.json,
      deadlineMs: waitMs(parts.target.thresholds.signIn.failMs),
      beforeRecord,
    },
    signal,
  )
  if (areCredentialsRefused(reply)) {
    confess(parts, user, `${url} answered ${reply.status}; check the credentials that this monitor was given`)
  }
  return holder(parts, user, granted(reply, url))
}

/**
 * A token that was made elsewhere, and with which we may have been given a bad one: one past its end is not shown to the
 * target, whose refusal would be right, and one that the service which signs tokens does not vouch for goes no further.
 */
async function handed(parts: AuthProbeParts, user: User, token: Secret, signal: AbortSignal): Promise<SignedIn> {
  const signedIn = holder(parts, user, { token, refresh: null, userId: null, expiresIn: null })
  if (signedIn.expiresAtMs !== null && signedIn.expiresAtMs <= parts.clock.now()) {
    confess(parts, user, `the token of ${user.email} has expired; give this monitor a new one`)
    throw new Halt('sign-in', `the token of ${user.email} has expired`)
  }
  const { body } = await exchange(parts, vouching(parts, signedIn), signal)
  if (isDisowned(body)) {
    confess(parts, user, `the auth service does not vouch for the token of ${user.email}; give this monitor a new one`)
    throw new Halt('sign-in', `the token of ${user.email} is not valid`)
  }
  return signedIn
}

/** The question whether the auth service vouches for a token. */
function vouching({ target }: AuthProbeParts, { user, token }: SignedIn): HttpRequest {
  return {
    user: user.id,
    role: 'auth',
    purpose: 'verify',
    method: 'GET',
    url: joinUrl(target.urls.auth, '/auth/verify'),
    headers: { authorization: `Bearer ${token.reveal()}` },
    deadlineMs: VERIFY_MS,
  }
}

/** Our credentials are no good: that is for whoever runs the monitor to put right. */
function confess({ recorder, clock }: AuthProbeParts, user: User, detail: string): void {
  const atMs = clock.now()
  recorder.record({ kind: 'monitor', atMs, user: user.id, what: 'credentials-refused', durationMs: 0, detail })
}

/** What a sign-in has to give: a token. Everything else ends this user's run. */
type Granted = {
  readonly token: Secret
  readonly refresh: Secret | null
  readonly userId: string | null
  readonly expiresIn: number | null
}

function granted(reply: HttpReply, url: string): Granted {
  if (reply.error) throw new Halt('sign-in', `${url}: ${reply.error.code}, ${reply.error.message}`)
  if (reply.status !== 200) throw new Halt('sign-in', `${url} answered ${reply.status}, not 200`)
  const answer = readAnswer(reply.body)
  if (answer === null) throw new Halt('sign-in', `${url} answered 200 with something else than a JSON object`)
  const { token } = answer
  if (token === null) throw new Halt('sign-in', `${url} answered 200 without an access_token`)
  return { ...answer, token }
}

function holder({ mask, clock, shelf }: AuthProbeParts, user: User, answer: Granted): SignedIn {
  const tokenTag = `token:${user.id}`
  mask.add(answer.token, tokenTag)
  const { sub, exp } = tokenClaims(answer.token.reveal())
  const userId = sub ?? answer.userId
  if (userId === null) throw new Halt('sign-in', 'neither the token nor the answer says who signed in')
  const remainingMs = answer.expiresIn === null ? endOf(exp, clock.wall()) : answer.expiresIn * 1000
  const expiresAtMs = remainingMs === null ? null : clock.now() + remainingMs
  shelf?.keep(user.email, answer.token)
  return { user, userId, token: answer.token, refresh: answer.refresh, tokenTag, expiresAtMs }
}

function endOf(exp: number | null, wallMs: number): number | null {
  return exp === null ? null : exp * 1000 - wallMs
}
