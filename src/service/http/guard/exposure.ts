import { isLoopback } from '../../../config/loopback.ts'

/** Whether an address to listen on can be reached from this machine only. Also right for `localhost` and `[::1]`. */
export function isLoopbackHost(host: string): boolean {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const url = URL.parse(`http://${name}`)
  return url !== null && isLoopback(url)
}

/** The name in a Host header, without its port; null when there is none or it is no host at all. */
export function hostNameOf(header: string | undefined): string | null {
  if (header === undefined || !/^[A-Za-z0-9.\-_:[\]]+$/.test(header)) return null
  return URL.parse(`http://${header}`)?.hostname ?? null
}
