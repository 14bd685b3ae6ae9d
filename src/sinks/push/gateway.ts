import { isLoopback } from '../../config/loopback.ts'
import { UsageError } from '../../config/usage-error.ts'
import { createMask, type Mask } from '../../kernel/mask.ts'
import { Secret } from '../../kernel/secret.ts'

/** Where to push metrics, and with what. */
export type Gateway = {
  /** Without credentials, so that it can be shown. */
  readonly url: URL
  /** Value of the Authorization header; null sends none. */
  readonly authorization: Secret | null
  /** Hides the credentials in whatever the gateway says. */
  readonly mask: Mask
}

const example = 'For example http://127.0.0.1:9091.'

/**
 * Reads the address of a Pushgateway, possibly with `user:password@`. Throws a UsageError for what is none, and for a
 * password that would travel in the clear; neither repeats what was given.
 */
export function readGateway(text: string): Gateway {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new UsageError('--push must be the http or https address of a Pushgateway.', example)
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`--push must be an address without "${url.search === '' ? '#' : '?'}".`, example)
  const pair = credentialsOf(url)
  url.username = ''
  url.password = ''
  const mask = createMask()
  if (pair === null) return { url, authorization: null, mask }
  if (url.protocol === 'http:' && !isLoopback(url))
    throw new UsageError(
      `The password for ${url.host} would travel in the clear.`,
      'Push to https, or to a gateway on this machine.',
    )
  for (const secret of [pair, pair.slice(pair.indexOf(':') + 1)]) mask.add(new Secret(secret), 'push')
  return { url, authorization: new Secret(`Basic ${Buffer.from(pair).toString('base64')}`), mask }
}

/** `user:password` as plain text; null without either. */
function credentialsOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  } catch {
    throw new UsageError('The credentials in --push hold a % that begins no escape.', 'Write % as %25.')
  }
}

/** The group in which the metrics of a target are kept, unless the address already names a group. */
export function groupUrl({ url }: Gateway, target: string): URL {
  if (/\/metrics\/job(@base64)?\//.test(url.pathname)) return url
  const base = url.pathname.replace(/\/+$/, '')
  return new URL(`${base}/metrics/job/golden_path_monitor/${label('target', target)}`, url)
}

/** Slashes and empty values have a spelling of their own in the paths of a Pushgateway. */
function label(name: string, value: string): string {
  if (value !== '' && !value.includes('/')) return `${name}/${encodeURIComponent(value)}`
  return `${name}@base64/${Buffer.from(value).toString('base64url') || '='}`
}
