/** What the server makes of the offered subprotocols: none offered, one chosen, or none that fits. */
export type Negotiation =
  | { readonly kind: 'none-offered' }
  | { readonly kind: 'chosen'; readonly protocol: string }
  | { readonly kind: 'none-fits' }

const carriers = ['jwt.', 'jwt-auth.', 'bearer.']
const literals = ['jwt-auth', 'jwt', 'bearer', 'e2e-testing', 'staging-auth', 'agent_chat']

/** The offered entries of a `Sec-WebSocket-Protocol` header. */
export function offeredProtocols(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

/** Chooses a subprotocol as the target does (protocol.md §2.3): an entry that carries a token wins over a plain name. */
export function negotiate(offered: readonly string[]): Negotiation {
  if (offered.length === 0) return { kind: 'none-offered' }
  const protocol =
    offered.find((entry) => carriers.some((prefix) => entry.startsWith(prefix))) ??
    offered.find((entry) => literals.includes(entry))
  return protocol === undefined ? { kind: 'none-fits' } : { kind: 'chosen', protocol }
}
