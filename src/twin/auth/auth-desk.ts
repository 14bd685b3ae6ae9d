import type { Clock } from '../../kernel/clock.ts'
import type { Secret } from '../../kernel/secret.ts'
import { type HttpReply, json } from '../http/exchange.ts'
import type { Ids } from '../ids.ts'
import type { Accounts } from './accounts.ts'
import type { Tokens } from './tokens.ts'

/** What the routes of the auth service work with. */
export type AuthDesk = {
  readonly clock: Clock
  readonly tokens: Tokens
  readonly accounts: Accounts
  readonly ids: Ids
  readonly environment: 'staging' | 'production'
  /** Key of the E2E sign-in; null when nobody configured it (protocol.md §1.3). */
  readonly simulationKey: Secret | null
  /** The user id that the E2E sign-in gives to an e-mail. */
  readonly accountId: (email: string) => Promise<string>
}

/** The token response of protocol.md §1.2, with what a route adds to it. */
export async function tokenReply(desk: AuthDesk, id: string, email: string, more: object): Promise<HttpReply> {
  const accessToken = await desk.tokens.issue('access', id, email)
  const refreshToken = await desk.tokens.issue('refresh', id, email)
  return json(200, {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: 900,
    ...more,
  })
}
