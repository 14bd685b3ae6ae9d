import type { Code } from '../model/codes.ts'
import { count } from './count.ts'
import { type IdentityEcho, identityEcho } from './identity-echo.ts'
import { isRecord, jsonBody } from './json-body.ts'
import type { Judge, Trouble } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView, UserView } from './view-types.ts'

/**
 * Judges whom the target takes us for: the id it echoes must be the token's, two users must be two ids, and one user the same
 * id at every sign-in. Safety.
 */
export const judgeIdentity: Judge = (view) => {
  const echoes = view.sockets.flatMap((socket) => identityEcho(socket) ?? [])
  const named = new Set(echoes.map(({ socket }) => socket.user))
  const known = echoes.filter((echo) => echo.result !== 'absent')
  return {
    examined: known.length,
    symptoms: [
      ...known.flatMap((echo) => judgeEcho(echo, known) ?? []),
      ...sharedSubjects(view),
      ...view.users.flatMap(changedSubject),
    ],
    troubles: echoes.filter((echo) => echo.result === 'absent').map(sayAbsent),
    missing: view.users.filter(({ user }) => !named.has(user)).map(({ user }) => user.id),
    held: `${count(known.length, 'socket')} with the user of the token`,
  }
}

function judgeEcho(echo: IdentityEcho, all: readonly IdentityEcho[]): Symptom | null {
  if (isRight(echo)) return null
  const sub = echo.socket.user.userId ?? ''
  return symptom({
    code: codeOf(echo, all),
    phase: 'welcome',
    severity: 'fail',
    user: echo.socket.user.id,
    expected: `user id ${sub}, or its first 8 characters`,
    received: `user id ${echo.userId}`,
    frames: echo.seq === null ? [] : [echo.seq],
    safety: true,
    socket: echo.socket,
  })
}

/**
 * One id for several users is a collapse, a made-up one too; one wrong id for one user is a desync. So are two ids for one
 * token, even when the second is another user's: who collapses never gets the own one (auth-user-desync, Issue 670).
 */
function codeOf(echo: IdentityEcho, all: readonly IdentityEcho[]): Code {
  if (echo.userId.startsWith('relaxed_')) return 'relaxed-id-collision'
  if (all.some((other) => other.socket.user === echo.socket.user && isRight(other))) return 'auth-user-desync'
  const shared = all.some((other) => other.socket.user !== echo.socket.user && other.userId === echo.userId)
  return echo.result === 'collapsed' || shared ? 'auth-bypass-identity-collapse' : 'auth-user-desync'
}

function isRight({ result }: IdentityEcho): boolean {
  return result === 'match' || result === 'prefix_match'
}

/** Two users whose tokens name the same subject are one user to the target: no run with them can prove isolation. */
function sharedSubjects(view: EvidenceView): Symptom[] {
  const first = new Map<string, string>()
  return view.users.flatMap(({ user, http }) => {
    if (user.userId === null) return []
    const owner = first.get(user.userId)
    if (owner === undefined) {
      first.set(user.userId, user.id)
      return []
    }
    const signIn = http.findLast((fact) => fact.purpose === 'sign-in')
    return symptom({
      code: 'auth-bypass-identity-collapse',
      phase: 'auth',
      severity: 'fail',
      user: user.id,
      expected: 'an own user id for every user',
      received: `sign-in gave ${user.id} the id ${user.userId}, which ${owner} has too`,
      frames: signIn === undefined ? [] : [signIn.seq],
      safety: true,
    })
  })
}

/** An account is one user: every sign-in must give it the same id. */
function changedSubject({ user, http }: UserView): Symptom[] {
  const given = http.flatMap((fact) => {
    const userId = fact.purpose === 'sign-in' && fact.status === 200 ? signedInAs(fact.body) : null
    return userId === null ? [] : [{ userId, seq: fact.seq }]
  })
  const [first] = given
  const other = given.find(({ userId }) => userId !== first?.userId)
  if (first === undefined || other === undefined) return []
  return [
    symptom({
      code: 'auth-user-desync',
      phase: 'auth',
      user: user.id,
      expected: `user id ${first.userId} at every sign-in of ${user.id}`,
      received: `user id ${other.userId}`,
      frames: [first.seq, other.seq],
      safety: true,
    }),
  ]
}

/** The user id beside the token of a sign-in (protocol.md §1.2, §1.3); the token itself is masked. */
function signedInAs(body: string): string | null {
  const user = jsonBody(body)?.user
  return isRecord(user) && typeof user.id === 'string' && user.id !== '' ? user.id : null
}

function sayAbsent({ socket }: IdentityEcho): Trouble {
  return {
    kind: 'inconclusive',
    cause: 'unattributed',
    reason: `No frame to ${socket.user.id} names a user, so its identity could not be checked.`,
  }
}

/** Whether somebody was taken for somebody else, which voids every proof of isolation. */
export function identityCollapsed(view: EvidenceView): boolean {
  if (sharedSubjects(view).length > 0) return true
  return view.sockets.some((socket) => {
    const result = identityEcho(socket)?.result
    return result === 'mismatch' || result === 'collapsed'
  })
}
