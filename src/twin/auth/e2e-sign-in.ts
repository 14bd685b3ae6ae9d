import { detail, type HttpCall, type HttpReply } from '../http/exchange.ts'
import { parseJson, textField } from '../json.ts'
import { type AuthDesk, tokenReply } from './auth-desk.ts'

/** Why the request is refused, in the target's order; undefined when it is not. */
function refusal(desk: AuthDesk, call: HttpCall): HttpReply | undefined {
  if (desk.environment === 'production') return detail(403, 'E2E test authentication is not available in production')
  const key = call.headers['x-e2e-bypass-key'] ?? ''
  if (key === '') return detail(401, 'E2E bypass key required')
  if (desk.simulationKey === null) return detail(503, 'E2E authentication not configured')
  if (key !== desk.simulationKey.reveal()) return detail(401, 'Invalid E2E bypass key')
  return parseJson(call.body) === undefined ? detail(422, 'Invalid JSON body') : undefined
}

/** POST /auth/e2e/test-auth (protocol.md §1.3). The user id is `e2e-` and the local part of the e-mail. */
export async function e2eSignIn(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  const refused = refusal(desk, call)
  if (refused !== undefined) return refused
  const body = parseJson(call.body) ?? {}
  const email = textField(body, 'email') ?? 'e2e-test@staging.netrasystems.ai'
  const id = await desk.accountId(email)
  const user = {
    id,
    email,
    name: textField(body, 'name') ?? 'E2E Test User',
    permissions: Array.isArray(body.permissions) ? body.permissions : ['read', 'write'],
    oauth_simulated: body.simulate_oauth ?? true,
  }
  return tokenReply(desk, id, email, { user })
}
