/** The names under which the web client keeps its tokens (protocol.md §1.3). */
const ACCESS = 'jwt_token'
const REFRESH = 'refresh_token'

/** The access token; null when nobody is signed in. */
export function accessToken() {
  return localStorage.getItem(ACCESS)
}

/** The e-mail address in a token, for display only; empty when it cannot be read. */
export function emailOf(token) {
  try {
    const [, claims = ''] = token.split('.')
    return String(JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).email ?? '')
  } catch {
    return ''
  }
}

/** Signs in (`login`) or makes an account first (`register`); throws an Error in words for the person. */
export async function signIn(config, way, email, password) {
  const response = await fetch(`${config.auth}/auth/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.detail ?? `Signing in failed with ${response.status}.`)
  localStorage.setItem(ACCESS, answer.access_token)
  localStorage.setItem(REFRESH, answer.refresh_token)
}

/** Forgets the tokens and tells the auth service, whose answer nobody waits for. */
export function signOut(config) {
  const token = accessToken()
  localStorage.removeItem(ACCESS)
  localStorage.removeItem(REFRESH)
  if (token === null) return
  fetch(`${config.auth}/auth/logout`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    keepalive: true,
  }).catch(() => undefined)
}
