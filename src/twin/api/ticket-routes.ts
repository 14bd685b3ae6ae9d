import { detail, type HttpCall, type HttpReply, json } from '../http/exchange.ts'
import { parseJson } from '../json.ts'
import type { Tickets } from './tickets.ts'
import type { Visitor } from './visitor.ts'

const defaultTtlSeconds = 300

/** POST /api/websocket/ticket (protocol.md §1.5). */
export async function ticketRoute(tickets: Tickets, visitor: Visitor, call: HttpCall): Promise<HttpReply> {
  const body = parseJson(call.body === '' ? '{}' : call.body)
  const ttl = body?.ttl_seconds ?? defaultTtlSeconds
  if (typeof ttl !== 'number' || ttl < 30 || ttl > 3_600) return detail(400, 'ttl_seconds must be between 30 and 3600')
  const ticket = tickets.issue(visitor.token, ttl, body?.single_use !== false)
  return json(200, {
    ticket_id: ticket.id,
    expires_at: ticket.expiresAt,
    created_at: ticket.createdAt,
    ttl_seconds: ttl,
    single_use: ticket.singleUse,
    websocket_url: `ws://${call.headers.host ?? '127.0.0.1'}/ws?ticket=${ticket.id}`,
  })
}
