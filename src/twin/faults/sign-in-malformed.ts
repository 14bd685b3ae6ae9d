import { isSignIn } from '../auth/sign-in-call.ts'
import type { Fault } from '../fault.ts'
import { json, words } from '../http/exchange.ts'

const page =
  '<!DOCTYPE html><html lang="en"><head><title>Netra</title></head><body><div id="__next"></div></body></html>'

/** The address leads to the frontend, which has a page for everything (`html`), or the answer lost its token (`no-token`). */
const fault: Fault = {
  name: 'sign-in-malformed',
  summary: 'Sign-in answers 200, but with a web page instead of a token.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['sign-in-malformed'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  params: { body: 'html' },
  hooks: ({ params }) => ({
    async authHttp(call, next) {
      if (!isSignIn(call)) return next(call)
      return params.body === 'html'
        ? words(200, page, 'text/html; charset=utf-8')
        : json(200, { token_type: 'Bearer', expires_in: 900 })
    },
  }),
}

export default fault
