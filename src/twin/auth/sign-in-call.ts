import type { HttpCall } from '../http/exchange.ts'

const paths: ReadonlySet<string> = new Set(['/auth/login', '/auth/e2e/test-auth'])

/** Whether a request to the auth service is a sign-in, in whatever way. */
export function isSignIn({ method, path }: HttpCall): boolean {
  return method === 'POST' && paths.has(path)
}
