import type { Urls } from '../model/target.ts'
import { isLoopback } from './loopback.ts'
import { UsageError } from './usage-error.ts'

const schemes = {
  auth: ['https:', 'http:'],
  api: ['https:', 'http:'],
  ws: ['wss:', 'ws:'],
  app: ['https:', 'http:'],
  directApi: ['https:', 'http:'],
  directWs: ['wss:', 'ws:'],
} as const

/**
 * The addresses of a target, checked and without trailing slashes on base URLs. Throws a UsageError for one that is no
 * URL, has the wrong scheme, carries a user name or password, or is neither TLS nor loopback: all of them get
 * credentials.
 */
export function checkUrls(target: string, urls: Urls): Urls {
  const check = (role: keyof typeof schemes, text: string) => checkUrl(target, role, text)
  return {
    auth: check('auth', urls.auth),
    api: check('api', urls.api),
    ws: check('ws', urls.ws),
    ...(urls.app === undefined ? {} : { app: check('app', urls.app) }),
    ...(urls.directApi === undefined ? {} : { directApi: check('directApi', urls.directApi) }),
    ...(urls.directWs === undefined ? {} : { directWs: check('directWs', urls.directWs) }),
  }
}

function checkUrl(target: string, role: keyof typeof schemes, text: string): string {
  const what = `The ${role} address of target "${target}"`
  const [secure, plain] = schemes[role]
  const url = URL.parse(text)
  const isSocket = secure === 'wss:'
  const example = `For example ${secure}//host.example${isSocket ? '/ws' : ''}.`
  if (url === null) throw new UsageError(`${what} is not a URL: "${text}".`, example)
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      `${what} carries a user name or a password.`,
      'Take it out; credentials have their own variables.',
    )
  }
  if (url.protocol !== secure && url.protocol !== plain) {
    throw new UsageError(`${what} must begin with ${secure}// or ${plain}//, got "${text}".`, example)
  }
  if (url.protocol === plain && !isLoopback(url)) {
    throw new UsageError(
      `${what} is ${text}: credentials are sent only over TLS or to this machine.`,
      `Use ${secure}//${url.host}${url.pathname}.`,
    )
  }
  return isSocket ? url.href : url.href.replace(/\/+$/, '')
}
