import type { Fault } from '../fault.ts'
import { parseJson, textField } from '../json.ts'

/** The `sub` that a token claims, whoever signed it. */
function claimedSub(token: string | undefined): string | undefined {
  const payload = Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8')
  return textField(parseJson(payload), 'sub')
}

/** A test context that was left on: the socket reads tokens without checking who signed them, or until when. */
const fault: Fault = {
  name: 'negative-control-accepted',
  summary: 'The socket believes what a token says, without checking its signature or its age; without one it refuses.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['negative-control-accepted'] },
  hunts: ['upgrade-matrix'],
  hooks: () => ({
    async identity(call, next) {
      const identity = await next(call)
      const userId = call.via === 'socket' ? claimedSub(call.token) : undefined
      return identity.kind === 'user' || userId === undefined ? identity : { kind: 'user', userId }
    },
  }),
}

export default fault
