import { randomBytes } from 'node:crypto'
import type { Clock } from '../../kernel/clock.ts'

/** A ticket stands for a token on a socket's URL (protocol.md §1.5). Times are Unix seconds. */
export type Ticket = {
  readonly id: string
  readonly token: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly singleUse: boolean
}

/** The tickets of a twin. */
export type Tickets = {
  issue(token: string, ttlSeconds: number, singleUse: boolean): Ticket
  /** Gives the ticket, once if it is for single use; undefined when it is unknown, used or expired. */
  redeem(id: string): Ticket | undefined
}

/** Makes an empty box of tickets. */
export function createTickets(clock: Clock): Tickets {
  const tickets = new Map<string, Ticket>()
  const seconds = () => clock.wall() / 1_000
  const dropExpired = () => {
    for (const { id, expiresAt } of tickets.values()) if (expiresAt < seconds()) tickets.delete(id)
  }
  return {
    issue(token, ttlSeconds, singleUse) {
      dropExpired()
      const createdAt = seconds()
      const id = randomBytes(32).toString('base64url')
      const ticket = { id, token, createdAt, expiresAt: createdAt + ttlSeconds, singleUse }
      tickets.set(id, ticket)
      return ticket
    },
    redeem(id) {
      dropExpired()
      const ticket = tickets.get(id)
      if (ticket?.singleUse) tickets.delete(id)
      return ticket
    },
  }
}
