import { Secret } from '../../kernel/secret.ts'
import { detail, type HttpCall, type HttpReply } from '../http/exchange.ts'
import { parseJson, textField } from '../json.ts'
import { type AuthDesk, tokenReply } from './auth-desk.ts'

function credentials(call: HttpCall) {
  const body = parseJson(call.body)
  const email = textField(body, 'email')
  const password = textField(body, 'password')
  return email === undefined || password === undefined ? undefined : { email, password, name: textField(body, 'name') }
}

/** POST /auth/login (protocol.md §1.2); a body that is not JSON is a 500 there, and so it is here. */
export async function login(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  if (parseJson(call.body) === undefined) return detail(500, 'Authentication failed')
  const given = credentials(call)
  if (given === undefined) return detail(422, 'Email and password are required')
  const account = desk.accounts.find(given.email, given.password)
  if (account === undefined) return detail(401, 'Invalid credentials')
  const { id, email } = account
  return tokenReply(desk, id, email, { user: { id, email } })
}

/** POST /auth/register (protocol.md §1.2): 200, not 201; a bad e-mail is a 409 as well. */
export async function register(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  const given = credentials(call)
  if (given === undefined) return detail(422, 'Email and password are required')
  const { email } = given
  const name = given.name ?? email
  const id = desk.ids.uuid()
  const added = email.includes('@') && desk.accounts.add({ id, email, name, password: new Secret(given.password) })
  if (!added) return detail(409, 'User already exists')
  return tokenReply(desk, id, email, { user: { id, email, name } })
}
