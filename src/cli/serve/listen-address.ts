import { UsageError } from '../../config/usage-error.ts'

/** Where to listen. Port 0 takes a free one. */
export type Address = { readonly host: string; readonly port: number }

/** Reads `host:port`, `[::1]:port` or `:port` (all addresses of this machine) from a flag. */
export function parseAddress(text: string): Address {
  const [, bracketed, plain, digits = ''] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s/]*)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? (plain === '' ? '0.0.0.0' : plain)
  const port = Number(digits)
  if (host !== undefined && digits !== '' && port <= 65_535) return { host, port }
  throw new UsageError(`--listen must be host:port, got "${text}".`, 'For example --listen 127.0.0.1:9464.')
}
