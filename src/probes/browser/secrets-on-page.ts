import type { Mask } from '../../kernel/mask.ts'
import { Secret } from '../../kernel/secret.ts'
import { learnSecrets } from '../sign-in-answer.ts'

/** Parameters of a URL that open doors (protocol.md §1.5). */
const doorNames = /^(ticket|auth_ticket|ticket_id|token|jwt|auth_token|access_token|refresh_token|code)$/i
const ticketField = /"ticket(?:_id)?"\s*:\s*"([^"\\\s]{6,})"/gi
const carrier = /^(?:jwt-auth|jwt|bearer|staging-auth)\.(?:[a-z]+\.)?(.+)$/

/** Teaches the mask what a page uses to get in, before anything of it is recorded. Each ticket has a name of its own. */
export type SecretsOnPage = {
  /** The parameters of a URL. */
  url(url: string): void
  /** The subprotocols that an upgrade offers (protocol.md §2.3). */
  protocols(header: string): void
  /** The body of an answer, or of a request. */
  body(text: string): void
}

/** Makes the teacher for the pages of one user. */
export function createSecretsOnPage(mask: Mask, user: string): SecretsOnPage {
  const known = new Set<string>()
  const add = (value: string, what: string) => {
    if (known.has(value)) return
    known.add(value)
    mask.add(new Secret(value), what === 'ticket' ? `ticket:${user}/${known.size}` : `${what}:${user}`)
  }
  return {
    url(text) {
      for (const [name, value] of URL.parse(text)?.searchParams ?? []) {
        if (doorNames.test(name)) add(value, /ticket/i.test(name) ? 'ticket' : 'token')
      }
    },
    protocols(header) {
      for (const entry of header.split(',').map((part) => part.trim())) {
        const packed = carrier.exec(entry)?.[1] ?? (isJwt(entry) ? entry : undefined)
        if (packed === undefined) continue
        const unpacked = Buffer.from(packed, 'base64url').toString('utf8')
        add(isJwt(unpacked) ? unpacked : packed, 'token')
      }
    },
    body(text) {
      learnSecrets(mask, user, text)
      for (const [, ticket = ''] of text.matchAll(ticketField)) add(ticket, 'ticket')
    },
  }
}

function isJwt(text: string): boolean {
  return /^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/.test(text)
}
